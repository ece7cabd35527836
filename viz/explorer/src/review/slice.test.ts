import { expect, test } from "vitest";
import type { AskedInFull } from "../api/client";
import { Vocabulary } from "../i18n/vocabulary";
import german from "../i18n/vocabulary/de.json";
import { factInWords, kindNamed, namesIn, progress, titleOf, undecided } from "./slice";

const tally = [
  { kind: "pair", state: "open", count: 3 },
  { kind: "pair", state: "accepted", count: 2 },
  { kind: "fact", state: "skipped", count: 1 },
];

test("progress counts what is no longer open, of one kind or of all", () => {
  expect(progress(tally, "")).toEqual({ done: 3, all: 6 });
  expect(progress(tally, "pair")).toEqual({ done: 2, all: 5 });
  expect(progress(tally, "remark")).toEqual({ done: 0, all: 0 });
});

test("a kind that is none is all", () => {
  expect(kindNamed("fact")).toBe("fact");
  expect(kindNamed("pears")).toBe("");
});

test("what was skipped can still be decided", () => {
  expect(["open", "skipped", "accepted", "rejected"].filter(undecided)).toEqual(["open", "skipped"]);
});

test("names are those of both sides and of what would change; what is not there has none", () => {
  const named = (id: string, name: string) => ({ id, name, key: id, type: "Company" });
  const proposal = {
    pair: null,
    fact: { subject: named("a", "Alpha"), object: named("", "unheard of") },
    effect: { entities: [{ ...named("b", "Beta"), how: "new", rows: [] }], relations_gone: [], relations_new: [], names: {} },
  } as unknown as AskedInFull;
  expect([...namesIn(proposal)]).toEqual([["a", "Alpha"], ["b", "Beta"]]);
});

test("a fact is called by the words of the vocabulary, in the language of the page", () => {
  const vocabulary = new Vocabulary(german, "de");
  const fact = { subject: "Alpha", type: "", relation: "", object: "", properties: {}, denies: false };
  expect(titleOf({ ...fact, properties: { founded: "2003-05", memberCount: 1200 } }, vocabulary)).toBe(
    `Alpha: Gegründet Mai 2003, ${german.properties.memberCount} 1.200`,
  );
  const tie = { ...fact, relation: "MEMBER_OF", object: "Beta", properties: { role: "member" } };
  expect(titleOf(tie, vocabulary)).toBe("Alpha Mitglied von Beta: Rolle Mitglied");
  expect(titleOf({ ...fact, type: "Company" }, vocabulary)).toBe("Alpha (Unternehmen)");
});

test("a remark names a property, or a relation with its other end", () => {
  const vocabulary = new Vocabulary(german, "de");
  expect(factInWords("founded", vocabulary)).toBe("gegründet");
  expect(factInWords("MEMBER_OF epic", vocabulary)).toBe("Mitglied von epic");
  expect(factInWords("", vocabulary)).toBe("");
});
