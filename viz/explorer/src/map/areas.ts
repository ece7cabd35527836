/** The regions of one level, and which of them each entity lies in. */

import { neighboursOf } from "../state/adjacency";
import type { Columns } from "../state/columns";
import type { Graph, Shown } from "../state/graph";

export const LEVELS = ["country", "nuts1", "nuts2", "nuts3"] as const;
export type Level = (typeof LEVELS)[number];

/** Row of a node → rows of the regions that it lies in; none where no place is known. */
export type Areas = ReadonlyMap<number, readonly number[]>;

/** Whatever has no place of its own, such as a project, is where the organisations joined to it are. */
export function areas(graph: Graph, { nodes }: Shown, level: Level): Areas {
  const { columns, index } = graph;
  const own = new Map(nodes.map((row) => [row, ownAreas(columns, row, level)]));
  const near = (row: number) => neighboursOf(columns, index, row).filter((other) => isOrganisation(columns, other));
  const theirs = (row: number) => [...new Set(near(row).flatMap((other) => own.get(other) ?? []))];
  const placed = (row: number) => isOrganisation(columns, row) || columns.places[row]!.length > 0;
  return new Map(nodes.map((row) => [row, placed(row) ? own.get(row)! : theirs(row)]));
}

function ownAreas({ places, tables: { regions } }: Columns, row: number, level: Level): number[] {
  const line = places[row]!.flatMap((place) => regions.within[place]!);
  return [...new Set(line.filter((one) => regions.levels[one] === level))];
}

export function isOrganisation({ kinds }: Columns, row: number): boolean {
  return kinds[row] === "Organisation";
}
