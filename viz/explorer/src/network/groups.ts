/** The groups that colours tell apart where they do not mean kinds: the largest, all others grey. */

import type { Graph } from "../state/graph";

/** What colours may mean. */
export const COLOURINGS = ["kind", "community", "cluster"] as const;
export type Colouring = (typeof COLOURINGS)[number];

export interface Group {
  /** The community's number, or the cluster's id. */
  readonly key: string;
  /** The row of the entity whose name stands for it. */
  readonly leader: number;
  readonly size: number;
  /** The custom property of its colour. */
  readonly colour: string;
}

/** As many as there are colours that are told apart. */
export const MOST_GROUPS = 8;
export const NO_GROUP = "--group-none";

/** The largest groups of a graph, the largest first; none where colours mean kinds. */
export function groups(graph: Graph, colouring: Colouring): Group[] {
  const found = colouring === "community" ? communities(graph) : colouring === "cluster" ? clusters(graph) : [];
  return found.slice(0, MOST_GROUPS).map((one, place) => ({ ...one, colour: `--group-${place}` }));
}

/** The key of a node's group, "" for none. */
export function groupOf({ columns }: Graph, row: number, colouring: Colouring): string {
  if (colouring === "cluster") return columns.clusters[row]!;
  const community = columns.communities[row]!;
  return community < 0 ? "" : String(community);
}

/** Detected communities come the largest first. */
function communities({ columns }: Graph): Omit<Group, "colour">[] {
  return columns.tables.communities.map(({ size, leader }, place) => ({ key: String(place), leader, size }));
}

/** Declared clusters with their members. */
function clusters({ columns, index }: Graph): Omit<Group, "colour">[] {
  const sizes = new Map<string, number>();
  for (const id of columns.clusters) if (id) sizes.set(id, (sizes.get(id) ?? 0) + 1);
  const found = [...sizes].map(([key, size]) => ({ key, size, leader: index.rows.get(key)! }));
  return found.sort((a, b) => b.size - a.size || a.key.localeCompare(b.key));
}
