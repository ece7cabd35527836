import { expect, test } from "vitest";
import { NO_FILTERS } from "../state/filters";
import { shown } from "../state/shown";
import { WHOLE } from "../state/view";
import { graph } from "../testing/graphs";
import { drawn } from "./drawn";
import { arranged, lists, unfolded, withFolds, withLists, withMiddles } from "./lists";

const members = ["brolis", "ekspla", "altechna", "standa", "optida", "eksma"];
const some = graph(
  ["litek Cluster", "cpic Cluster", ...members.map((id) => `${id} Company`)],
  [["litek", "COOPERATES_WITH", "cpic"], ...members.map((id) => [id, "MEMBER_OF", "litek"] as const)],
);
const picture = drawn(some, shown(some, WHOLE, NO_FILTERS), "kind", null, null);
const size = () => ({ width: 100, height: 16 });

test("many leaves of one are a list, by name; who stands alone is not in it", () => {
  const [list] = lists(picture, new Set());
  expect(list!.hub).toBe("litek");
  expect(list!.members.map(({ id }) => id)).toEqual(["altechna", "brolis", "cpic", "eksma", "ekspla", "optida", "standa"]);
  const [rest] = lists(picture, new Set(["ekspla"]));
  expect(rest!.members.map(({ id }) => id)).not.toContain("ekspla");
});

test("the picture has the list as one node beside its hub", () => {
  const all = lists(picture, new Set());
  const reduced = withLists(picture, all);
  expect(reduced.nodes.map(({ id }) => id)).toEqual(["litek", all[0]!.id]);
  expect(reduced.links.map(({ source, target }) => [source, target])).toEqual([["litek", all[0]!.id]]);
});

test("where there is no room the list is a count below its hub", () => {
  const { nodes, links } = withFolds(picture, lists(picture, new Set()), (n) => `+ ${n} here`);
  expect(nodes.map(({ id, fold }) => [id, fold])).toEqual([["litek", "+ 7 here"]]);
  expect(links).toEqual([]);
});

test("lines do not overlap, and stand on the side of the hub", () => {
  const all = lists(picture, new Set());
  const [list] = all;
  const columns = new Map([[list!.id, arranged(list!, size, 60)]]);
  const { side, lines } = columns.get(list!.id)!;
  expect(lines).toHaveLength(7);
  expect(new Set(lines.map(({ x }) => x)).size).toBeGreaterThan(1);
  expect(side * 2).toBeGreaterThan(200);
  const around = new Map([["litek", { x: 500, y: 300 }], [list!.id, { x: 300, y: 300 }]]);
  const { places, sides } = unfolded(all, columns, around);
  expect(sides.get("ekspla")).toBe("left");
  expect(places.has(list!.id)).toBe(false);
  for (const id of members) expect(Math.abs(places.get(id)!.x - 300)).toBeLessThanOrEqual(side);
  expect(withMiddles(all, places).get(list!.id)!.y).toBeCloseTo(300);
});
