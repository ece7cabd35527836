import { expect, test } from "vitest";
import { arcPath, arcs } from "./arcs";
import { areas } from "./areas";
import { areaCounts } from "./counts";
import { AT, everything, LT, LT01, placed, VILNIUS } from "./samples";

const graph = placed({ one: [VILNIUS], two: [LT], three: [AT], four: [], "p Project": [], "q Project": [AT] }, [
  ["one", "p"],
  ["two", "p"],
  ["three", "p"],
  ["four", "p"],
  ["one", "q"],
]);
const all = everything(graph);

test("what has no place is where the organisations joined to it are", () => {
  const found = areas(graph, all, "country");
  expect([0, 1, 2, 3, 4, 5].map((row) => found.get(row))).toEqual([[LT], [LT], [AT], [], [LT, AT], [AT]]);
});

test("a finer level knows only what is placed so closely", () => {
  const found = areas(graph, all, "nuts2");
  expect([0, 1, 2].map((row) => found.get(row))).toEqual([[LT01], [], []]);
});

test("each region counts everything once", () => {
  const [first, second] = areaCounts(graph, all, areas(graph, all, "country"), "organisations");
  expect(first).toMatchObject({ id: "LT", organisations: 2, projects: 1, agreements: 0, links: 5 });
  expect(second).toMatchObject({ id: "AT", organisations: 1, projects: 2, links: 5 });
});

test("the measure orders the regions", () => {
  const found = areaCounts(graph, all, areas(graph, all, "country"), "projects");
  expect(found.map(({ id }) => id)).toEqual(["AT", "LT"]);
});

test("an undertaking joins two regions once, and a region never itself", () => {
  expect(arcs(graph, all, areas(graph, all, "country"))).toEqual([{ one: LT, other: AT, number: 1 }]);
});

test("one organisation in two regions is no collaboration", () => {
  const alone = placed({ one: [LT, AT], "p Project": [] }, [["one", "p"]]);
  expect(arcs(alone, everything(alone), areas(alone, everything(alone), "country"))).toEqual([]);
});

test("chosen regions leave their own collaborations", () => {
  const within = areas(graph, all, "country");
  expect(arcs(graph, all, within, new Set([AT]))).toHaveLength(1);
  expect(arcs(graph, all, within, new Set([VILNIUS]))).toEqual([]);
});

test("a link that is hidden joins nothing", () => {
  expect(arcs(graph, { ...all, links: [] }, areas(graph, all, "country"))).toEqual([]);
});

test("an arc bends upwards, whichever way it runs", () => {
  expect(arcPath([0, 100], [100, 100])).toBe("M0.0,100.0Q50.0,78.0 100.0,100.0");
  expect(arcPath([100, 100], [0, 100])).toBe("M100.0,100.0Q50.0,78.0 0.0,100.0");
});
