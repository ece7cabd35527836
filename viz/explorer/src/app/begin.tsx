/** A page begins: settings, language, session; then it is drawn. */

import { effect } from "@preact/signals";
import { type ComponentType, render } from "preact";
import { Client } from "../api/client";
import { follow } from "./address";
import { Session, SessionProvider } from "./session";
import { steady } from "../controllers/connection";
import { showTheme } from "../controllers/theme";
import { waiting } from "../controllers/waiting";
import { wording } from "../i18n/catalogues";
import { keep, kept, storageOf } from "../state/settings";
import "../style/base.css";
import "../style/colours.css";
import "../style/parts.css";
import "../style/shell.css";
import "../style/forced.css";
import "../style/print.css";

export async function begin(Page: ComponentType): Promise<void> {
  const storage = storageOf(window);
  const settings = kept(storage, navigator.languages);
  const load: typeof fetch = async (...request) => {
    const response = await fetch(...request);
    session.signedOut.value = response.status === 401;
    return response;
  };
  const patient = waiting(load, (waits) => (session.waits.value = waits));
  const client = new Client("api/v1", steady(patient, (is) => (session.connected.value = is)));
  const session = new Session(client, settings, await wording(settings.language));
  follow(session, window);
  effect(() => {
    keep(storage, session.settings.value);
    showTheme(session.settings.value.theme);
    document.documentElement.lang = session.settings.value.language;
  });
  const place = document.getElementById("app");
  if (!place) throw new Error("The page has no #app.");
  render(
    <SessionProvider value={session}>
      <Page />
    </SessionProvider>,
    place,
  );
}
