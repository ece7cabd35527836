import { expect, test } from "vitest";
import { graph, names } from "../testing/graphs";
import { joined } from "./columns";
import { NO_FILTERS } from "./filters";
import { shown } from "./shown";
import { around, expanded, hidden, picked, pinned, STORY, WHOLE, withEntity } from "./view";

const some = graph(
  ["litek Cluster", "ekspla Company", "laser-go Project", "htc Cluster", "lasers Technology", "alone Company"],
  [
    ["ekspla", "MEMBER_OF", "litek", "2011", ""],
    ["litek", "PARTICIPATES_IN", "laser-go", "2016", "2017"],
    ["htc", "PARTICIPATES_IN", "laser-go"],
    ["litek", "WORKS_ON", "lasers"],
  ],
  ["litek", "laser-go", "htc"],
);

test("the story is shown with the links between its entities", () => {
  const found = shown(some, STORY, NO_FILTERS);
  expect(names(some, found)).toEqual(["litek", "laser-go", "htc"]);
  expect(found.links).toHaveLength(2);
});

test("around one are its neighbours, kinds that are hidden left out and counted", () => {
  const found = shown(some, around("litek"), { ...NO_FILTERS, kinds: new Set(["Technology"]) });
  expect(names(some, found)).toEqual(["litek", "ekspla", "laser-go"]);
  expect(found.filtered).toBe(1);
});

test("what is asked for by name is shown whatever its kind", () => {
  const view = withEntity(around("litek"), "lasers");
  const filters = { ...NO_FILTERS, kinds: new Set(["Technology"]) };
  expect(names(some, shown(some, view, filters))).toContain("lasers");
});

test("expanding and hiding come together", () => {
  const view = expanded(STORY, { id: "litek", relation: "MEMBER_OF", direction: "in" });
  expect(names(some, shown(some, view, NO_FILTERS))).toContain("ekspla");
  expect(names(some, shown(some, hidden(view, "ekspla"), NO_FILTERS))).not.toContain("ekspla");
  const outward = expanded(STORY, { id: "litek", relation: "MEMBER_OF", direction: "out" });
  expect(names(some, shown(some, outward, NO_FILTERS))).not.toContain("ekspla");
});

test("years leave out links of other years; undated ones stay until they are left out", () => {
  const links = (years: readonly [number, number] | null, undated = true) =>
    shown(some, WHOLE, { ...NO_FILTERS, years, undated }).links.length;
  expect(links(null)).toBe(4);
  expect(links([2016, 2016])).toBe(4);
  expect(links([2012, 2013])).toBe(3);
  expect(links([2012, 2013], false)).toBe(1);
});

test("those with too few links go, unless they are pinned", () => {
  const few = { ...NO_FILTERS, leastLinks: 2 };
  expect(names(some, shown(some, WHOLE, few))).toEqual(["litek", "laser-go"]);
  expect(names(some, shown(some, pinned(WHOLE, "alone"), few))).toEqual(["litek", "laser-go", "alone"]);
});

test("two parts become one, nothing twice", () => {
  const both = joined(some.columns, graph(["litek Cluster", "epic Cluster"], [["epic", "MEMBER_OF", "litek"]]).columns);
  expect(both.ids.filter((id) => id === "litek")).toHaveLength(1);
  expect(both.ids).toHaveLength(7);
  expect(both.links.relations).toHaveLength(5);
  expect(joined(both, both).links.relations).toHaveLength(5);
});

test("those picked are shown with what joins two of them, and with nobody else", () => {
  const links = [
    ["a", "PARTICIPATES_IN", "p"],
    ["b", "PARTICIPATES_IN", "p"],
    ["a", "PARTICIPATES_IN", "alone"],
    ["a", "MEMBER_OF", "c"],
    ["b", "MEMBER_OF", "c"],
  ] as const;
  const all = graph(["a", "b", "c", "p Project", "alone Project"], links);
  expect(names(all, shown(all, picked(["a", "b"]), NO_FILTERS)).sort()).toEqual(["a", "b", "p"]);
});
