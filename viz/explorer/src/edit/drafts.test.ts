import { expect, test } from "vitest";
import { draftOf, type Field, filled, isPartialDate, term, termParts } from "./drafts";

const field = (name: string, more: Partial<Field> = {}): Field => ({
  name,
  label: name,
  help: "",
  datatype: "string",
  multiple: false,
  pattern: "",
  required: false,
  values: [],
  ...more,
});
const line = (text: string, key = "") => ({ key, text });

const NAME = field("name", { datatype: "langString", required: true });
const OTHERS = field("altName", { datatype: "langString", multiple: true });
const FOUNDED = field("founded", { datatype: "date" });
const MEMBERS = field("memberCount", { datatype: "integer" });
const COST = field("totalCost", { datatype: "decimal" });

test("what is typed becomes values of their types; what is left empty is left out", () => {
  const drafts = {
    name: [line(" Beta Optics ", "en"), line("Beta optika", "lt"), line("", "fr")],
    altName: [line("Beta", "en"), line("BO", "en")],
    founded: [line("2016-05")],
    memberCount: [line("14")],
    totalCost: [line("1 250 000,50")],
  };
  expect(filled([NAME, OTHERS, FOUNDED, MEMBERS, COST, field("note")], drafts)).toEqual({
    values: {
      name: { en: "Beta Optics", lt: "Beta optika" },
      altName: { en: ["Beta", "BO"] },
      founded: "2016-05",
      memberCount: 14,
      totalCost: 1250000.5,
    },
    problems: {},
  });
});

test("what cannot be taken is named, the first field first", () => {
  const fields = [NAME, FOUNDED, MEMBERS, COST, field("website", { datatype: "anyURI" }), field("country", { pattern: "^[A-Z]{2}$" })];
  const typed = { founded: "soon", memberCount: "2.5", totalCost: "much", website: "beta.example", country: "Lietuva" };
  const drafts = Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, [line(text)]]));
  const { problems, values } = filled(fields, drafts);
  expect(Object.entries(problems)).toEqual([
    ["name", "required"],
    ["founded", "date"],
    ["memberCount", "integer"],
    ["totalCost", "decimal"],
    ["website", "address"],
    ["country", "pattern"],
  ]);
  expect(values).toEqual({});
});

test("a name has one text in a language", () => {
  expect(filled([NAME], { name: [line("A", "en"), line("B", "en")] }).problems).toEqual({ name: "twice" });
  expect(filled([NAME], { name: [line("A")] }).values).toEqual({ name: { und: "A" } });
});

test("an entity is taken by its id, else as it was typed", () => {
  const end = field("target", { datatype: "entity", kinds: ["Organisation"] });
  expect(filled([end], { target: [line("LITEK", "litek")] }).values).toEqual({ target: "litek" });
  expect(filled([end], { target: [line("LITEK")] }).values).toEqual({ target: "LITEK" });
});

test("a field shows the value that stands, and gives it back", () => {
  const values = { name: { en: "A", lt: "B" }, altName: { en: ["C", "D"] }, founded: "2016", memberCount: 14 };
  const fields = [NAME, OTHERS, FOUNDED, MEMBERS];
  const drafts = Object.fromEntries(fields.map((one) => [one.name, draftOf(one, values[one.name as "name"])]));
  expect(filled(fields, drafts).values).toEqual(values);
  expect(draftOf(FOUNDED, undefined)).toEqual([]);
});

test("dates may be partial, and must be in the calendar", () => {
  expect(["2016", "2016-06", "2016-02-29", "0999"].every(isPartialDate)).toBe(true);
  expect(["16", "2016-13", "2015-02-29", "0000", "2016-6", "2016-06-08T10"].some(isPartialDate)).toBe(false);
});

test("a term stands in years and months", () => {
  expect(termParts("P1Y6M")).toEqual({ years: "1", months: "6" });
  expect([term("3", ""), term("", "18"), term("", "")]).toEqual(["P3Y", "P18M", ""]);
});

test("a place is a page, or words that name it", () => {
  const place = field("address", { datatype: "place", required: true });
  const wrong = (text: string) => filled([place], { address: [line(text)] }).problems["address"];
  expect(["https://a.example/b", "Report 2025: page 4", "Jahresbericht"].map(wrong)).toEqual([undefined, undefined, undefined]);
  expect(["", "https://", "javascript:alert(1)", "42"].map(wrong)).toEqual(["required", "place", "place", "place"]);
});

test("a comma that may stand between thousands is asked about", () => {
  const read = (text: string) => filled([COST], { totalCost: [line(text)] });
  expect(read("250,000").problems).toEqual({ totalCost: "thousands" });
  expect(["250 000", "250,00", "1250,5", "250.000"].map((text) => read(text).values["totalCost"])).toEqual([250000, 250, 1250.5, 250]);
});
