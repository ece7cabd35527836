import { expect, test } from "vitest";
import { boxAround, holds, inside, overlap, placesFor, widened } from "./boxes";

const disc = { x: 50, y: 50, size: 5 };

test("a label stands below or beside its disc and never on it", () => {
  for (const first of ["below", "left", "right"] as const) {
    const places = placesFor(disc, 30, 10, first);
    expect(places).toHaveLength(4);
    expect(places.some((one) => overlap(one, boxAround(disc)))).toBe(false);
  }
  expect(placesFor(disc, 30, 10, "below")[0]).toMatchObject({ left: 35, right: 65, top: 59 });
  expect(placesFor(disc, 30, 10, "right")[0]).toMatchObject({ left: 59, top: 45 });
});

test("boxes overlap when they share ground", () => {
  const box = { left: 0, right: 10, top: 0, bottom: 10 };
  expect(overlap(box, { ...box, left: 5, right: 15 })).toBe(true);
  expect(overlap(box, { ...box, left: 10, right: 15 })).toBe(false);
});

test("a box knows what is on it and where it ends", () => {
  const box = { left: 0, right: 10, top: 0, bottom: 10 };
  expect(holds(box, 5, 5)).toBe(true);
  expect(holds(box, 15, 5)).toBe(false);
  expect(inside(box, 10, 10)).toBe(true);
  expect(inside(box, 9, 10)).toBe(false);
});

test("a widened box shares ground with what is near", () => {
  const box = { left: 0, right: 10, top: 0, bottom: 10 };
  const near = { left: 12, right: 20, top: 0, bottom: 10 };
  expect([box, widened(box, 4)].map((one) => overlap(one, near))).toEqual([false, true]);
});
