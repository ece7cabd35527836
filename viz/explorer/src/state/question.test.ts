import { expect, test } from "vitest";
import { answer, hit, step } from "../testing/samples";
import {
  alternatives,
  continued,
  corrected,
  facet,
  headline,
  nameless,
  reasons,
  understanding,
} from "./question";

const question = { technology: "medical photonics", region: "Vienna" };

test("a candidate replaces the name that was not understood", () => {
  expect(corrected(question, "medical photonics ", "biophotonics")).toEqual({
    technology: "biophotonics",
    region: "Vienna",
  });
  expect(corrected(question, "Vienna", "AT13").region).toBe("AT13");
});

test("the headline counts", () => {
  expect(headline(answer({ total: 0 }))).toBe("No organisation works on lasers in Lithuania");
  expect(headline(answer({ total: 1 }))).toBe("1 organisation works on lasers in Lithuania");
  expect(headline(answer({ total: 22 }))).toBe("22 organisations work on lasers in Lithuania");
});

test("a corrected name and further meanings are said", () => {
  const { query } = answer();
  const other = { id: "NL42", label: "Limburg (NL)", nearness: 100 };
  const found = answer({
    query: {
      ...query,
      technology: { ...query.technology, asked: "lazers", corrected: true },
      region: { ...query.region, note: "AT22 of 2016", others: [other] },
    },
  });
  expect(understanding(found)).toEqual([
    "“lazers” was understood as lasers.",
    "AT22 of 2016.",
  ]);
  expect(alternatives(question, found)).toEqual([[other, { ...question, region: "NL42" }]]);
  expect(understanding(answer())).toEqual([]);
});

test("a page continues the hits and takes over where to go on", () => {
  const whole = continued(answer({ next: "a" }), answer({ hits: [hit("other")], next: "b" }));
  expect(whole.hits.map((one) => one.id)).toEqual(["ekspla", "other"]);
  expect(whole.next).toBe("b");
});

test("what has no name yet is asked for once", () => {
  const names = new Map([["lasers", "lasers"]]);
  expect(nameless(answer(), names)).toEqual(["LT01", "ekspla"]);
});

test("a reason reads as sentences", () => {
  const names = new Map([
    ["ekspla", "Ekspla"],
    ["laser-go", "LASER-GO"],
  ]);
  const path = [
    step("ekspla", "PARTICIPATES_IN", "laser-go", { role: "partner", since: "2016" }),
    step("laser-go", "ABOUT", "lasers"),
  ];
  expect(reasons(path, names).map((one) => one.text)).toEqual([
    "Ekspla participates in LASER-GO (partner, since 2016)",
    "LASER-GO about lasers",
  ]);
});

test("a facet is one line", () => {
  const found = answer({ facets: { kind: { Company: 12, ResearchOrganisation: 2 } } });
  expect(facet(found, "kind")).toBe("Company 12 · Research organisation 2");
  expect(facet(found, "role")).toBe("");
});
