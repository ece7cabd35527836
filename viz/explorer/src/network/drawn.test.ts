import { expect, test } from "vitest";
import { radius } from "./drawn";

test("among very many the foremost are larger than those after them, and none is huge", () => {
  const [foremost, next] = [radius(900, 20_000), radius(300, 20_000)];
  expect(foremost).toBeGreaterThan(next);
  expect(foremost).toBeLessThan(12);
});
