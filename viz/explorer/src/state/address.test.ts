import { expect, test } from "vitest";
import { format, parse, START } from "./address";

test("an address gives back the view that made it", () => {
  const view = {
    focus: "litek",
    chosen: "cpic",
    question: { technology: "OCT & lasers", region: "Île-de-France" },
  };
  expect(parse(format(view))).toEqual(view);
});

test("the first view needs no address", () => {
  const view = parse("");
  expect(view).toEqual({ focus: START, chosen: "", question: { technology: "", region: "" } });
  expect(format(view)).toBe("");
});
