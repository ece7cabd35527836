/** Hooks in a page with nothing else on it. */

import { render } from "preact";
import { act } from "preact/test-utils";
import type { Client } from "../api/client";
import { Session, SessionProvider } from "../app/session";
import { wording } from "../i18n/catalogues";

/** What a hook gives by now. `client` stands for the server. */
export async function using<T>(hook: () => T, client: object = {}): Promise<() => T> {
  const session = new Session(client as Client, { language: "en", theme: "system" }, await wording("en"));
  let found: T;
  const Page = () => {
    found = hook();
    return null;
  };
  const page = (
    <SessionProvider value={session}>
      <Page />
    </SessionProvider>
  );
  await act(() => render(page, document.body));
  return () => found;
}

/** Takes away what `using` showed. */
export function leave(): void {
  render(null, document.body);
}
