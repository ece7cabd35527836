import { expect, test } from "vitest";
import { adjacency } from "./adjacency";
import { columns } from "./columns";
import { counts, histogram } from "./facets";
import { NO_FILTERS } from "./filters";
import type { Graph } from "./graph";
import { shown } from "./shown";
import { NO_TABLES, treeOf } from "./tables";
import { between, WHOLE } from "./view";

const tables = {
  ...NO_TABLES,
  technologies: treeOf(["photonics", "lasers"], ["photonics", "lasers"], [-1, 0]),
  regions: { ...treeOf(["LT", "LT01", "FR"], ["Lithuania", "Vilnius", "France"], [-1, 0, -1]), levels: ["country", "nuts2", "country"], countries: ["LT", "LT", "FR"] },
  programmes: treeOf(["eu", "cosme"], ["EU", "COSME"], [-1, 0]),
};
const organisation = { kind: "Organisation", type: "Cluster" };
const link = (source: string, relation: string, target: string, since = "", until = "", role = "partner") => {
  return { source, relation, target, since, until, role };
};
const made = columns(
  [
    { id: "litek", name: "LITEK", ...organisation, places: [1], technologies: [1] },
    { id: "ov", name: "OpticsValley", ...organisation, places: [2], technologies: [0] },
    { id: "alone", name: "Alone", ...organisation, places: [2] },
    { id: "laser-go", name: "LASER-GO", kind: "Project", type: "Project", since: "2016", until: "2017", programmes: [1] },
  ],
  [
    link("litek", "PARTICIPATES_IN", "laser-go", "2016", "2018", "coordinator"),
    link("ov", "PARTICIPATES_IN", "laser-go"),
    link("ov", "COOPERATES_WITH", "alone", "2020"),
  ],
  tables,
);
const graph: Graph = { columns: made, index: adjacency(made), story: [] };
const all = new Set([0, 1, 2, 3]);
const left = (filters: object) => shown(graph, WHOLE, { ...NO_FILTERS, ...filters }).nodes.map((row) => made.ids[row]);

test("counts of a tree include what is narrower", () => {
  expect([...counts(graph, all, NO_FILTERS, "technologies")]).toEqual([["lasers", 1], ["photonics", 2]]);
  expect(counts(graph, all, NO_FILTERS, "regions").get("LT")).toBe(1);
  expect(counts(graph, all, NO_FILTERS, "roles").get("partner")).toBe(2);
  expect(counts(graph, all, NO_FILTERS, "kinds").get("Cluster")).toBe(3);
});

test("a filter's own counts do not shrink by it, those of the others do", () => {
  const lasers = { ...NO_FILTERS, technologies: new Set(["lasers"]) };
  expect(counts(graph, all, lasers, "technologies").get("photonics")).toBe(2);
  expect(counts(graph, all, lasers, "regions").get("FR")).toBeUndefined();
});

test("a broader technology and a country hold what is narrower", () => {
  expect(left({ technologies: new Set(["photonics"]) })).toEqual(["litek", "ov"]);
  expect(left({ technologies: new Set(["lasers"]) })).toEqual(["litek"]);
});

test("a project is where its participants are", () => {
  expect(left({ regions: new Set(["LT"]) })).toEqual(["litek", "laser-go"]);
});

test("a programme shows what it funds and who takes part", () => {
  expect(left({ programmes: new Set(["eu"]) })).toEqual(["litek", "ov", "laser-go"]);
});

test("a role leaves only those who play it", () => {
  expect(left({ roles: new Set(["coordinator"]) })).toEqual(["litek", "laser-go"]);
});

test("a year of before leaves no project of later", () => {
  expect(left({ years: [2010, 2012] })).toEqual(["litek", "ov", "alone"]);
});

test("the histogram counts a link in each of its years, or of its project's", () => {
  expect(histogram(graph, all, NO_FILTERS)).toEqual({ first: 2016, bars: [2, 2, 1, 0, 1], undated: 0, dated: 3 });
});

test("what joins two regions are organisations of both and what lies between", () => {
  const found = shown(graph, between("LT", "FR"), NO_FILTERS);
  expect(found.nodes.map((row) => made.ids[row])).toEqual(["litek", "ov", "laser-go"]);
});
