import { expect, test } from "vitest";
import { treeOf } from "../state/tables";
import { branches, found } from "./branches";

const tree = treeOf(["AT", "AT1", "AT13", "city-wien", "LT"], ["Austria", "Eastern Austria", "Vienna", "Vienna", "Lithuania"], [-1, 0, 1, 2, -1]);
const counts = new Map([["AT", 3], ["AT1", 3], ["AT13", 3], ["city-wien", 3], ["LT", 5]]);

test("branches stand with their counts, the largest first", () => {
  const grown = branches(tree, counts);
  expect(grown.map(({ id, number }) => [id, number])).toEqual([["LT", 5], ["AT", 3]]);
  expect(grown[1]!.branches[0]!.label).toBe("Eastern Austria");
});

test("a step of the same name with the same members is left out", () => {
  const vienna = branches(tree, counts)[1]!.branches[0]!.branches[0]!;
  expect(vienna.id).toBe("AT13");
  expect(vienna.branches).toEqual([]);
});

test("what nobody has is left out", () => {
  expect(branches(tree, new Map([["LT", 1]])).map(({ id }) => id)).toEqual(["LT"]);
});

test("a part of a name finds branches at any depth", () => {
  expect(found(branches(tree, counts), "vien").map(({ id }) => id)).toEqual(["AT13"]);
});

test("a circle among the broader ends", () => {
  const circle = { ids: ["a", "b", "c"], labels: ["a", "b", "c"], above: [[], [0, 2], [1]], within: [[0], [1], [2]] };
  expect(branches(circle, new Map([["a", 1], ["b", 1], ["c", 1]]))).toHaveLength(1);
});
