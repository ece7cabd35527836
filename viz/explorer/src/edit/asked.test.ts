import { expect, test } from "vitest";
import { type Asked, asked, search, START } from "./asked";

const ALL: readonly Asked[] = [
  START,
  { page: "entity", id: "ror:03nadee84" },
  { page: "add", type: "Company" },
  { page: "relate", relation: "MEMBER_OF", source: "alpha", target: "" },
  { page: "suggest", id: "alpha", fact: "MEMBER_OF litek" },
];

test("what is asked for stands in the address, and is read from it", () => {
  for (const one of ALL) expect(asked(search(one))).toEqual(one);
  expect(search(START)).toBe("");
  expect(search(ALL[3]!)).toBe("?relate=MEMBER_OF&source=alpha");
});

test("what the address does not understand is the first page", () => {
  expect(asked("?unheard=of")).toEqual(START);
});
