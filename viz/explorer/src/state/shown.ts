/** What the picture shows: the rows of the columns that a view and its filters leave. */

import { linksOf, otherEnd } from "./adjacency";
import type { Filters } from "./filters";
import type { Graph, Shown } from "./graph";
import { passing } from "./passing";
import { sceneRows } from "./scenes";
import type { Expansion, View } from "./view";

export function shown(graph: Graph, view: View, filters: Filters): Shown {
  return passing(graph, inView(graph, view), kept(graph, view), filters);
}

/** Rows of the nodes that a view shows before filters. */
export function inView(graph: Graph, view: View): ReadonlySet<number> {
  const rows = new Set([...sceneRows(graph, view), ...rowsOf(graph, view.added), ...rowsOf(graph, view.pinned.keys())]);
  for (const expansion of view.expanded) {
    for (const row of opened(graph, expansion)) rows.add(row);
  }
  for (const row of rowsOf(graph, view.hidden)) rows.delete(row);
  return rows;
}

/** Rows that no filter takes away: what was asked for by name. */
export function kept(graph: Graph, view: View): ReadonlySet<number> {
  return new Set(rowsOf(graph, [view.focus, ...view.added, ...view.pinned.keys()]));
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
