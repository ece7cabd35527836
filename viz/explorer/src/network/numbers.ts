/** The picture as numbers, for the sentence that is its equal. */

import type { Graph, Shown } from "../state/graph";
import { called } from "./drawn";
import { degrees } from "../state/passing";

export interface Summary {
  readonly entities: number;
  readonly organisations: number;
  readonly countries: number;
  /** Who has the most links, and how many; "" if there are no links. */
  readonly foremost: string;
  readonly most: number;
  /** How many are joined to no other. */
  readonly alone: number;
}

export function summary(graph: Graph, { nodes, links }: Shown): Summary {
  const { columns } = graph;
  const number = degrees(graph, links);
  const organisations = nodes.filter((row) => columns.kinds[row] === "Organisation");
  const foremost = nodes.reduce<number | undefined>(
    (best, row) => ((number.get(row) ?? 0) > (number.get(best ?? -1) ?? 0) ? row : best),
    undefined,
  );
  return {
    entities: nodes.length,
    organisations: organisations.length,
    countries: new Set(organisations.flatMap((row) => countriesOf(graph, row))).size,
    foremost: foremost === undefined ? "" : called(columns.names[foremost]!, columns.shorts[foremost]!),
    most: number.get(foremost ?? -1) ?? 0,
    alone: nodes.filter((row) => !number.has(row)).length,
  };
}

/** The codes of the countries that an entity is in. */
function countriesOf({ columns }: Graph, row: number): string[] {
  const { within, levels, ids } = columns.tables.regions;
  const rows = columns.places[row]!.flatMap((place) => within[place]!);
  return [...new Set(rows.filter((one) => levels[one] === "country").map((one) => ids[one]!))];
}
