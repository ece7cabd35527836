import { expect, test } from "vitest";
import { filterParts, filtersFrom, format, parse, viewFrom, viewParts } from "./address";
import { NO_FILTERS } from "./filters";
import { around, between, expanded, hidden, OPEN_AGREEMENTS, pinned, STORY, WHOLE, withEntity } from "./view";

test("an address comes back as what was written", () => {
  const parts = { focus: ["litek"], add: ["a b", "c&d"] };
  expect(parse(format(parts))).toEqual(parts);
  expect(format({ focus: [""], add: [] })).toBe("");
});

test("every view is kept", () => {
  const opened = expanded(around("litek"), { id: "litek", relation: "MEMBER_OF", direction: "in" });
  const views = [STORY, WHOLE, OPEN_AGREEMENTS, between("AT22", "FR10"), pinned(hidden(withEntity(opened, "cpic"), "epic"), "cpic"), pinned(WHOLE, "cpic", { on: "map", x: -3.5, y: 12 })];
  for (const view of views) expect(viewFrom(parse(format(viewParts(view))))).toEqual(view);
});

test("a pin whose place is none stays a pin", () => {
  for (const text of ["cpic~page~there~0.2", "cpic~page", "cpic~sky~1~2"]) {
    expect(viewFrom(parse(`#pin=${text}`)).pinned).toEqual(new Map([["cpic", null]]));
  }
});

test("every filter is kept", () => {
  const some = {
    ...NO_FILTERS,
    technologies: new Set(["lasers"]),
    years: [2014, 2020] as const,
    undated: false,
    leastLinks: 2,
  };
  const kinds = { ...NO_FILTERS, kinds: new Set(["Event"]) };
  for (const filters of [NO_FILTERS, some, kinds]) {
    expect(filtersFrom(parse(format(filterParts(filters))))).toEqual(filters);
  }
  expect(format(filterParts(NO_FILTERS))).toBe("");
});

test("what is no filter is passed over", () => {
  expect(filtersFrom(parse("#years=then&links=-3"))).toEqual(NO_FILTERS);
});
