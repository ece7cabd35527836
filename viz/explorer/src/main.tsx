/** The page begins: settings, language, session; then it is drawn. */

import { effect } from "@preact/signals";
import { render } from "preact";
import { Client } from "./api/client";
import { App } from "./app/App";
import { follow } from "./app/address";
import { Session, SessionProvider } from "./app/session";
import { steady } from "./controllers/connection";
import { showTheme } from "./controllers/theme";
import { wording } from "./i18n/catalogues";
import { keep, kept } from "./state/settings";
import "./style/base.css";
import "./style/colours.css";
import "./style/parts.css";
import "./style/shell.css";
import "./style/print.css";

async function begin(): Promise<void> {
  const settings = kept(localStorage, navigator.languages);
  const client = new Client("api/v1", steady((...request) => fetch(...request), (is) => (session.connected.value = is)));
  const session = new Session(client, settings, await wording(settings.language));
  follow(session, window);
  effect(() => {
    keep(localStorage, session.settings.value);
    showTheme(session.settings.value.theme);
    document.documentElement.lang = session.settings.value.language;
  });
  const place = document.getElementById("app");
  if (!place) throw new Error("The page has no #app.");
  render(
    <SessionProvider value={session}>
      <App />
    </SessionProvider>,
    place,
  );
}

void begin();
