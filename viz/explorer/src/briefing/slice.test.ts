import { expect, test } from "vitest";
import type { Briefing, Joined, Resident, Witness } from "../api/client";
import { asked, asking, foremost, gaps, groups, pagesOf, parties, replaced, statements } from "./slice";

const resident = (id: string) => ({ id, name: id }) as Resident;
const witness = (source: string, ...urls: string[]): Witness => {
  return { source, urls, locator: "", quote: "", language: "", confidence: 1 };
};

test("the address asks for a briefing", () => {
  const wish = { region: "CA", technology: "lasers", cluster: "litek" };
  expect(asked(asking(wish))).toEqual(wish);
  expect(asked({})).toEqual({ region: "", technology: "", cluster: "" });
});

test("a candidate stands where the name stood", () => {
  const wish = { region: "Kanda", technology: "", cluster: "litek" };
  expect(replaced(wish, "Kanda", "CA")).toEqual({ region: "CA", technology: "", cluster: "litek" });
});

test("nobody is lost who works on nothing that is known", () => {
  const briefing = {
    groups: [{ technology: "lasers", label: "lasers", organisations: ["a"] }],
    organisations: [resident("a"), resident("b")],
  } as unknown as Briefing;
  expect(groups(briefing).map(({ label, residents }) => [label, ...residents.map(({ id }) => id)])).toEqual([
    ["lasers", "a"],
    ["", "b"],
  ]);
});

test("each source stands once, with its date and its pages", () => {
  const briefing = { sources: { starter: { title: "Starter", date: "", read: "2026-01-02" } } } as unknown as Briefing;
  const found = statements(briefing, ["x", "u", "v"], [witness("starter", "v", "u"), witness("starter", "v"), witness("other")]);
  expect(found).toEqual([
    { source: "starter", title: "Starter", dated: false, date: "2026-01-02", pages: [2, 3] },
    { source: "other", title: "other", dated: false, date: "", pages: [] },
  ]);
});

test("the pages of all lines are numbered once", () => {
  const none = { organisations: [], agreements: [], events: [], projects: [], contacts: [], ties: [] };
  const lines = [{ evidence: [witness("a", "u")] }, { evidence: [witness("a", "v", "u")] }];
  expect(pagesOf({ ...none, events: lines } as unknown as Briefing)).toEqual(["u", "v"]);
});

test("those of the place stand first", () => {
  const joined = [{ id: "litek", there: false }, { id: "cpic", there: true }] as Joined[];
  expect(parties(joined).map(({ id }) => id)).toEqual(["cpic", "litek"]);
});

test("one's own lines stand first, the others in their order", () => {
  const lines = [{ id: "a", ours: false }, { id: "b", ours: true }, { id: "c", ours: false }];
  expect(foremost(lines).map(({ id }) => id)).toEqual(["b", "a", "c"]);
});

test("what is not known is grouped", () => {
  const unknown = [
    { kind: "no_end", id: "a", name: "a" },
    { kind: "no_city", id: "b", name: "b" },
    { kind: "no_end", id: "c", name: "c" },
  ] as const;
  expect(gaps(unknown).map(([kind, found]) => [kind, found.length])).toEqual([
    ["no_end", 2],
    ["no_city", 1],
  ]);
});
