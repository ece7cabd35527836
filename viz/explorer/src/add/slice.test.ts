import { expect, test } from "vitest";
import { addressAround, choices, offered, pieces, relationNamed, running, same, withColumn, withSheet } from "./slice";
import type { Job, MentionLook, Plan, TableLook } from "./uploads";

const column = { header: "Nom", read_as: "name", language: "", split: "", why: "a guess" };
const sheet = { name: "", rows: "organisations", of: "", of_type: "", header: [1], constants: {}, columns: [column] };
const plan: Plan = {
  source: "liste",
  title: "",
  licence: "",
  visibility: "internal",
  language: "",
  snapshot: "",
  sheets: [sheet, { ...sheet, name: "deux" }],
};
const mention = (start: number, end: number): MentionLook => ({
  kind: "date",
  start,
  end,
  meant: "2019",
  new: false,
  confidence: 1,
});

test("one sheet changes, the others stay", () => {
  const changed = withSheet(plan, 1, { rows: "members", of: "litek" });
  expect(changed.sheets.map(({ rows, of }) => [rows, of])).toEqual([["organisations", ""], ["members", "litek"]]);
  expect(same(plan, changed)).toBe(false);
  expect(same(plan, withSheet(plan, 1, {}))).toBe(true);
});

test("a column that somebody chose is no guess any more", () => {
  const [first, second] = withColumn(plan, 0, "Nom", "acronym").sheets;
  expect(first?.columns).toEqual([{ ...column, read_as: "acronym", why: "chosen" }]);
  expect(second?.columns).toEqual([column]);
});

test("what was said to be one stays so while the preview offers it", () => {
  const joined = [
    { key: "club/1", id: "alfa" },
    { key: "club/2", id: "beta" },
  ];
  const table = { duplicates: [{ key: "club/2", id: "beta" }] } as unknown as TableLook;
  expect(offered(joined, table)).toEqual([{ key: "club/2", id: "beta" }]);
  expect(offered(joined, null)).toEqual([]);
});

test("what a column is now can always be chosen", () => {
  expect(choices(["name", "city"], "city")).toEqual(["name", "city"]);
  expect(choices(["name", "city"], "name (acronym)")).toEqual(["name (acronym)", "name", "city"]);
});

test("a text is cut by code points, and no mention lies in another", () => {
  const found = pieces("🔬 in 2019, then", [mention(5, 9), mention(6, 9)]);
  expect(found.map(({ text, mention: one }) => [text, one !== null])).toEqual([
    ["🔬 in ", false],
    ["2019", true],
    [", then", false],
  ]);
  expect(pieces("", [])).toEqual([]);
});

test("relations are known by the name that the vocabulary has for them", () => {
  expect(relationNamed("worksOn")).toBe("WORKS_ON");
});

test("an upload is worked on or not", () => {
  const states = ["received", "reading", "previewed", "entering", "done", "failed", "cancelled", "undone"];
  expect(states.filter((state) => running({ state } as Job))).toEqual(["received", "reading", "entering"]);
});

test("the explorer shows what lies around what was changed", () => {
  expect(addressAround("litek")).toBe("./#focus=litek&chosen=litek");
});
