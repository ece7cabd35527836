import { expect, test } from "vitest";
import { veiled } from "./palette";

test("a veil has its strength in every part", () => {
  expect(veiled("#ff8000", 0.5)).toBe("rgba(128, 64, 0, 0.5)");
  expect(veiled("rgb(200, 100, 0)", 0.1)).toBe("rgba(20, 10, 0, 0.1)");
});
