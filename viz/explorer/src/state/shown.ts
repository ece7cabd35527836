/** What the picture shows: the rows of the columns that a view and its filters leave. */

import { type Adjacency, linksOf, otherEnd } from "./adjacency";
import type { Columns } from "./columns";
import type { Filters } from "./filters";
import { passing } from "./passing";
import type { Expansion, View } from "./view";

export interface Shown {
  /** Rows of nodes, and of links between them, both in the order of the columns. */
  readonly nodes: readonly number[];
  readonly links: readonly number[];
  /** How many nodes the filters take away. */
  readonly filtered: number;
}

/** A part of the graph with its index, and the ids of the story that is told first. */
export interface Graph {
  readonly columns: Columns;
  readonly index: Adjacency;
  readonly story: readonly string[];
}

export function shown(graph: Graph, view: View, filters: Filters): Shown {
  const wanted = inView(graph, view);
  return passing(graph, wanted, kept(graph, view), filters);
}

/** Rows of the nodes that a view shows before filters. */
export function inView(graph: Graph, view: View): ReadonlySet<number> {
  const rows = new Set([...base(graph, view), ...rowsOf(graph, view.added), ...rowsOf(graph, view.pinned)]);
  for (const expansion of view.expanded) {
    for (const row of opened(graph, expansion)) rows.add(row);
  }
  for (const row of rowsOf(graph, view.hidden)) rows.delete(row);
  return rows;
}

/** Rows that no filter takes away: what was asked for by name. */
function kept(graph: Graph, view: View): ReadonlySet<number> {
  return new Set(rowsOf(graph, [view.focus, ...view.added, ...view.pinned]));
}

function base(graph: Graph, view: View): Iterable<number> {
  switch (view.scene) {
    case "story":
      return rowsOf(graph, graph.story);
    case "whole":
      return graph.columns.ids.keys();
    case "around":
      return opened(graph, { id: view.focus, relation: "", direction: "" });
  }
}

/** The rows of an entity and of its neighbours over a relation. */
export function opened({ columns, index }: Graph, { id, relation, direction }: Expansion): number[] {
  const row = index.rows.get(id);
  if (row === undefined) return [];
  const found = [...linksOf(index, row)].filter((link) => {
    const outward = columns.links.sources[link] === row;
    const fits = direction === "" || (direction === "out") === outward;
    return fits && (relation === "" || columns.links.relations[link] === relation);
  });
  return [row, ...new Set(found.map((link) => otherEnd(columns, link, row)))];
}

function rowsOf({ index }: Graph, ids: Iterable<string>): number[] {
  return [...ids].flatMap((id) => index.rows.get(id) ?? []);
}
