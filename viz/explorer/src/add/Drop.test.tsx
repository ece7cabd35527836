import { render } from "preact";
import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import { Client } from "../api/client";
import { Session, SessionProvider } from "../app/session";
import { wording } from "../i18n/catalogues";
import { Drop } from "./Drop";

test("a file that was refused can be chosen again", async () => {
  const session = new Session(new Client(), { language: "en", theme: "system" }, await wording("en"));
  const take = vi.fn();
  const page = (
    <SessionProvider value={session}>
      <Drop take={take} />
    </SessionProvider>
  );
  await act(() => render(page, document.body));
  const input = document.querySelector("input")!;
  let chosen = "a.csv";
  // A browser tells of no change where the same name is chosen as before.
  Object.defineProperties(input, { files: { value: [new File(["a"], "a.csv")] }, value: { set: (name: string) => (chosen = name) } });
  input.dispatchEvent(new Event("change"));
  expect(take).toHaveBeenCalledOnce();
  expect(chosen).toBe("");
});
