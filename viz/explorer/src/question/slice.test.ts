import { expect, test } from "vitest";
import { answer, hit } from "../testing/samples";
import { asked, continued, corrected } from "./slice";

test("the address asks the question", () => {
  expect(asked({ technology: ["lasers"], region: ["LT"] })).toEqual({ technology: "lasers", region: "LT" });
  expect(asked({})).toEqual({ technology: "", region: "" });
});

test("the next page follows the first", () => {
  const both = continued(answer({ next: "x" }), answer({ hits: [hit("other")] }));
  expect(both.hits.map(({ id }) => id)).toEqual(["ekspla", "other"]);
  expect(both.next).toBe("");
});

test("a candidate stands where the name stood that was not understood", () => {
  const question = { technology: "lazers", region: "Vienna" };
  expect(corrected(question, "lazers", "lasers")).toEqual({ technology: "lasers", region: "Vienna" });
  expect(corrected(question, "Vienna", "AT13")).toEqual({ technology: "lazers", region: "AT13" });
});
