/** Small graphs for the tests. */

import { adjacency } from "../state/adjacency";
import { columns } from "../state/columns";
import type { Graph, Shown } from "../state/graph";

const TOP: Readonly<Record<string, string>> = { Cluster: "Organisation", Company: "Organisation" };

/** Nodes as "id Type", links as [source, relation, target, since, until]. */
export function graph(
  nodes: readonly string[],
  links: readonly (readonly [string, string, string, string?, string?])[] = [],
  story: readonly string[] = [],
): Graph {
  const rows = nodes.map((one) => {
    const [id = "", type = "Organisation"] = one.split(" ");
    return { id, name: id, type, kind: TOP[type] ?? type, };
  });
  const between = links.map(([source, relation, target, since = "", until = ""]) => {
    return { source, relation, target, since, until, role: "" };
  });
  const made = columns(rows, between);
  return { columns: made, index: adjacency(made), story };
}

/** The ids of what is shown. */
export function names({ columns: { ids } }: Graph, { nodes }: Shown): string[] {
  return nodes.map((row) => ids[row]!);
}
