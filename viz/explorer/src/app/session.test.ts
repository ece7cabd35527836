import { beforeEach, expect, test } from "vitest";
import { Client } from "../api/client";
import { wording } from "../i18n/catalogues";
import { chosen } from "../state/selection";
import { around, hidden } from "../state/view";
import { address, read } from "./address";
import { Session } from "./session";

let session: Session;

beforeEach(async () => {
  session = new Session(new Client(), { language: "en", theme: "system" }, await wording("en"));
});

test("each step is said, and undone and done again", () => {
  session.step("LITEK is shown.", () => ({ view: around("litek") }));
  session.step("EPIC is hidden.", ({ view }) => ({ view: hidden(view, "epic") }));
  expect(session.announced.value).toBe("EPIC is hidden. Now 0 entities are shown.");
  session.undo();
  expect(session.announced.value).toBe("Undone: EPIC is hidden.");
  expect(session.look.value.view).toEqual(around("litek"));
  session.redo();
  expect(session.announced.value).toBe("Done again: EPIC is hidden.");
  expect(session.look.value.view.hidden.has("epic")).toBe(true);
});

test("a step that changes nothing is said and not kept", () => {
  session.step("Nothing.", () => ({}));
  expect(session.announced.value).toBe("Nothing.");
  session.undo();
  expect(session.announced.value).toBe("There is nothing to undo.");
});

test("another person with the address sees the same", async () => {
  session.step("", () => ({ view: around("litek") }));
  session.selection.value = chosen(session.selection.value, "cpic");
  session.shortlist.value = ["ekspla", "altechna"];
  session.tab.value = "question";
  session.parts.value = { technology: ["lasers"], region: ["LT"] };
  await session.speak("lt");
  const other = new Session(new Client(), { language: "en", theme: "system" }, await wording("en"));
  read(other, address(session));
  expect(other.look.value).toEqual({ ...session.look.value, note: "" });
  expect(other.selection.value).toEqual(session.selection.value);
  expect(other.shortlist.value).toEqual(session.shortlist.value);
  expect(other.parts.value).toEqual(session.parts.value);
  expect(other.tab.value).toBe("question");
  await expect.poll(() => other.settings.value.language).toBe("lt");
});

test("what everybody sees at first has no address", () => {
  expect(address(session)).toBe("");
});

test("another language has other words", async () => {
  expect(session.words("app")("undo")).toBe("Undo");
  await session.speak("de");
  expect(session.words("app")("undo")).toBe("Rückgängig");
  expect(session.vocabulary.value.kind("Project")).toBe("Projekt");
});

test("a country is called as the reader calls it; what is no code stays", async () => {
  expect(session.countryName("LT")).toBe("Lithuania");
  await session.speak("fr");
  expect(session.countryName("LT")).toBe("Lituanie");
  expect(session.countryName("")).toBe("");
});

test("the language that was asked for last stays, however late the words of another come", async () => {
  const late = session.speak("lt");
  await session.speak("en");
  await late;
  expect(session.settings.value.language).toBe("en");
});

test("the address of the same on a page of its own does not speak of the other page", () => {
  session.parts.value = { embed: ["yes"], technology: ["lasers"] };
  expect(address(session)).toBe("#embed=yes&technology=lasers&language=en");
  expect(address(session, { technology: ["lasers"] })).toBe("#technology=lasers&language=en");
});
