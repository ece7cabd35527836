import { expect, test } from "vitest";
import { Vocabulary } from "./vocabulary";
import words from "./vocabulary/de.json";

test("what a document says has the word of its relation or property", () => {
  const vocabulary = new Vocabulary(words);
  expect(vocabulary.predicate("member_of")).toBe(words.relations.MEMBER_OF);
  expect(vocabulary.predicate("founded")).toBe(words.properties.founded);
  expect(vocabulary.predicate("total_cost")).toBe(words.properties.totalCost);
  expect(vocabulary.predicate("no_such_thing")).toBe("no such thing");
});
