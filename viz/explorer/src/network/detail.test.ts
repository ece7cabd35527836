import { expect, test } from "vitest";
import { MOST_LINES, thinned } from "./detail";
import type { DrawnLink } from "./marks";

function lines(number: number): ReadonlyMap<number, DrawnLink> {
  const line = { strength: "dated", colour: "--link", arrow: false, quiet: false } as const;
  return new Map(Array.from({ length: number }, (_, n) => [n, { ...line, source: `s${n}`, target: `t${n}` }]));
}

test("of very many lines between communities some stand for all; within one all are drawn", () => {
  const all = thinned(lines(3 * MOST_LINES), (pair) => pair % 3 > 0);
  expect(all).toHaveLength(3 * MOST_LINES);
  const near = all.filter((_, pair) => pair % 3 === 0);
  expect(near.some(({ quiet }) => quiet)).toBe(false);
  const drawn = all.flatMap(({ quiet }, pair) => (pair % 3 > 0 && !quiet ? [pair] : []));
  expect(drawn.length).toBeGreaterThan(1_000);
  expect(drawn.length).toBeLessThanOrEqual(4_000);
  // From the whole of the graph, not from its first rows.
  expect(drawn.at(-1)).toBeGreaterThan(2.9 * MOST_LINES);
});

test("all lines are drawn where there are not very many", () => {
  expect(thinned(lines(MOST_LINES), () => true).some(({ quiet }) => quiet)).toBe(false);
});
