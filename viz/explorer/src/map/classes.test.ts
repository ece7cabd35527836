import { expect, test } from "vitest";
import { classes, classOf } from "./classes";

test("classes begin at round numbers and leave no gap", () => {
  expect(classes(98)).toEqual([
    { from: 1, to: 2 },
    { from: 3, to: 4 },
    { from: 5, to: 19 },
    { from: 20, to: 49 },
    { from: 50, to: 98 },
  ]);
});

test.each([1, 2, 3, 7, 20, 1000, 34567])("up to %i every count has a class", (most) => {
  const all = classes(most);
  expect(all.length).toBeLessThanOrEqual(5);
  expect(all[0]?.from).toBe(1);
  expect(all.at(-1)?.to).toBe(most);
  all.slice(1).forEach(({ from }, place) => expect(from).toBe(all[place]!.to + 1));
  expect([1, most].map((count) => classOf(all, count))).toEqual([0, all.length - 1]);
});

test("where there is nothing there are no classes", () => {
  expect(classes(0)).toEqual([]);
  expect(classOf(classes(5), 0)).toBe(-1);
});
