import { expect, test } from "vitest";
import { clusters, markRadius } from "./clusters";

const at = (x: number, y: number, row: number) => ({ x, y, row });

test("near points are one mark at the fullest place, far ones their own", () => {
  const found = clusters([at(0, 0, 1), at(10, 0, 2), at(10, 0, 3), at(100, 0, 4)], 20);
  expect(found).toEqual([
    { x: 10, y: 0, rows: [2, 3, 1] },
    { x: 100, y: 0, rows: [4] },
  ]);
});

test("no point is lost", () => {
  const points = Array.from({ length: 50 }, (_, row) => at((row * 37) % 90, (row * 53) % 70, row));
  const rows = clusters(points, 15).flatMap((one) => one.rows);
  expect(rows.sort((a, b) => a - b)).toEqual(points.map(({ row }) => row));
});

test("a mark grows with its number, within limits", () => {
  const of = (number: number) => markRadius({ x: 0, y: 0, rows: new Array<number>(number).fill(0) });
  expect(of(1)).toBeLessThan(of(2));
  expect(of(2)).toBeLessThan(of(20));
  expect(of(10_000)).toBe(22);
});
