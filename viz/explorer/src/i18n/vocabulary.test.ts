import { expect, test } from "vitest";
import { Vocabulary } from "./vocabulary";
import words from "./vocabulary/de.json";

test("what a document says has the word of its relation or property", () => {
  const vocabulary = new Vocabulary(words, "de");
  expect(vocabulary.predicate("member_of")).toBe(words.relations.MEMBER_OF);
  expect(vocabulary.predicate("founded")).toBe(words.properties.founded);
  expect(vocabulary.predicate("total_cost")).toBe(words.properties.totalCost);
  expect(vocabulary.predicate("no_such_thing")).toBe("no such thing");
});

test("numbers and dates are written as in the language of the page, whatever that of the browser", () => {
  const said = (language: string, value: unknown) => new Vocabulary(words, language).texts("memberCount", value);
  expect(said("de", 12345.5)).toEqual([{ language: "", text: "12.345,5" }]);
  expect(said("en", 12345.5)).toEqual([{ language: "", text: "12,345.5" }]);
  expect(said("de", "2016-05")).toEqual([{ language: "", text: "Mai 2016" }]);
  expect(said("de", 54.689163)).toEqual([{ language: "", text: "54,689163" }]);
});
