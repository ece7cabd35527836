import { expect, test } from "vitest";
import { byHand } from "./byHand";

test("an entry by hand tells who made it, and when", () => {
  const locator = "entered by data desk on 2026-05-08";
  expect(byHand({ source: "hand/1a2b", locator })).toEqual({ by: "data desk", day: "2026-05-08", rest: "" });
  expect(byHand({ source: "hand/1a2b", locator: `${locator}, read in: Annual report 2025, page 4` })).toEqual({
    by: "data desk",
    day: "2026-05-08",
    rest: "read in: Annual report 2025, page 4",
  });
});

test("no other source is one", () => {
  expect(byHand({ source: "members", locator: "entered by x on 2026-05-08" })).toBeNull();
  expect(byHand({ source: "hand/1a2b", locator: "row 4" })).toBeNull();
});
