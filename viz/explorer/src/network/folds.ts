/** What a node keeps folded: its members that are not shown. */

import type { Story } from "../api/client";
import { linksOf } from "../state/adjacency";
import type { Graph } from "../state/graph";
import type { Expansion } from "../state/view";

/** Fewer than these are not worth folding. */
const LEAST = 2;

/** The members of a cluster, as what can be opened. */
export function members(id: string): Expansion {
  return { id, relation: "MEMBER_OF", direction: "in" };
}

/**
 * How many members of a node are not among the shown ones. Before the whole graph is here, the
 * story knows it.
 */
export function foldedMembers(graph: Graph, row: number, shown: ReadonlySet<number>, story: Story | null): number {
  const { columns, index } = graph;
  if (columns.core === 0) return told(story, columns.ids[row]!);
  const { links } = columns;
  const found = [...linksOf(index, row)].filter(
    (link) => links.relations[link] === "MEMBER_OF" && links.targets[link] === row && !shown.has(links.sources[link]!),
  );
  const number = new Set(found.map((link) => links.sources[link])).size;
  return number < LEAST ? 0 : number;
}

function told(story: Story | null, id: string): number {
  const folded = story?.nodes.find((one) => one.id === id)?.folded ?? [];
  return folded.find((one) => one.relation === "MEMBER_OF" && one.direction === "in")?.number ?? 0;
}
