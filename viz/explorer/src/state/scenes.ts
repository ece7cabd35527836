/** The rows with which each scene begins. */

import { linksOf, neighboursOf } from "./adjacency";
import type { Graph } from "./graph";
import { inTree } from "./passing";
import type { View } from "./view";

export function sceneRows(graph: Graph, { scene, focus, added }: View): Iterable<number> {
  switch (scene) {
    case "story":
      return graph.story.flatMap((id) => graph.index.rows.get(id) ?? []);
    case "whole":
      return Array.from({ length: graph.columns.core }, (_, row) => row);
    case "around":
      return around(graph, focus);
    case "between":
      return between(graph, focus.split("~"));
    case "open":
      return openAgreements(graph);
    case "picked":
      return joining(graph, added);
  }
}

function around({ columns, index }: Graph, id: string): number[] {
  const row = index.rows.get(id);
  return row === undefined ? [] : [row, ...neighboursOf(columns, index, row)];
}

/** Organisations of two regions that something joins, with what joins them. */
function between(graph: Graph, [one = "", other = ""]: readonly string[]): ReadonlySet<number> {
  const sides = [located(graph, one), located(graph, other)] as const;
  const found = new Set<number>();
  for (const row of sides[0]) {
    for (const near of neighboursOf(graph.columns, graph.index, row)) {
      const beyond = sides[1].has(near) ? [near] : beyondOf(graph, near, sides);
      if (beyond.length) for (const each of [row, near, ...beyond]) found.add(each);
    }
  }
  return found;
}

/** What joins two of some entities: projects, agreements and events, no organisations. */
function joining({ columns, index }: Graph, ids: ReadonlySet<string>): number[] {
  const times = new Map<number, number>();
  for (const id of ids) {
    const row = index.rows.get(id);
    if (row === undefined) continue;
    for (const near of neighboursOf(columns, index, row)) times.set(near, (times.get(near) ?? 0) + 1);
  }
  return [...times].flatMap(([row, n]) => (n > 1 && columns.kinds[row] !== "Organisation" ? [row] : []));
}

/** The other side's organisations that a go-between (no organisation itself) touches. */
function beyondOf(graph: Graph, near: number, sides: readonly [ReadonlySet<number>, ReadonlySet<number>]): number[] {
  const { columns, index } = graph;
  if (columns.kinds[near] === "Organisation") return [];
  return neighboursOf(columns, index, near).filter((row) => sides[1].has(row));
}

/** Rows of the organisations that are in a region. */
function located({ columns }: Graph, region: string): ReadonlySet<number> {
  const { regions } = columns.tables;
  const wanted = new Set([region]);
  const rows = columns.places.flatMap((places, row) =>
    columns.kinds[row] === "Organisation" && inTree(regions, places, wanted) ? [row] : [],
  );
  return new Set(rows);
}

/** Agreements without a known end, with their parties. */
function openAgreements({ columns, index }: Graph): ReadonlySet<number> {
  const found = new Set<number>();
  for (let row = 0; row < columns.core; row++) {
    if (columns.kinds[row] !== "Agreement" || columns.until[row]) continue;
    found.add(row);
    for (const link of linksOf(index, row)) {
      if (columns.links.relations[link] === "PARTY_TO") found.add(columns.links.sources[link]!);
    }
  }
  return found;
}
