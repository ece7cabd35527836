/** A small graph in two countries for the tests of the map. */

import { adjacency } from "../state/adjacency";
import { columns, type LinkRow, type NodeRow } from "../state/columns";
import type { Graph, Shown } from "../state/graph";
import { NO_TABLES, treeOf } from "../state/tables";

const REGIONS = [
  ["LT", "Lithuania", "country", -1],
  ["LT01", "Capital", "nuts2", 0],
  ["city-lt-vilnius", "Vilnius", "city", 1],
  ["AT", "Austria", "country", -1],
] as const;
export const [LT, LT01, VILNIUS, AT] = [0, 1, 2, 3] as const;

const of = (place: 0 | 1 | 2 | 3) => REGIONS.map((region) => region[place]);
const regions = {
  ...treeOf(of(0) as string[], of(1) as string[], of(3) as number[]),
  levels: of(2) as string[],
  countries: REGIONS.map(([id]) => id.slice(0, 2)),
};

/** "id Kind" → a node in the places; links as [source, target]. */
export function placed(nodes: Readonly<Record<string, readonly number[]>>, links: readonly (readonly [string, string])[] = []): Graph {
  const rows: NodeRow[] = Object.entries(nodes).map(([name, places]) => {
    const [id = "", kind = "Organisation"] = name.split(" ");
    return { id, name: id, kind, type: kind, places };
  });
  const between: LinkRow[] = links.map(([source, target]) => ({ source, target, relation: "PARTICIPATES_IN", role: "", since: "", until: "" }));
  const made = columns(rows, between, { ...NO_TABLES, regions });
  return { columns: made, index: adjacency(made), story: [] };
}

export function everything({ columns: { ids, links } }: Graph): Shown {
  return { nodes: [...ids.keys()], links: [...links.relations.keys()], filtered: 0 };
}
