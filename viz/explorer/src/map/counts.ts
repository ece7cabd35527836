/** How much there is in each region. */

import type { Graph, Shown } from "../state/graph";
import type { Areas } from "./areas";

export const MEASURES = ["organisations", "projects", "agreements", "links"] as const;
export type Measure = (typeof MEASURES)[number];

export interface AreaCount extends Readonly<Record<Measure, number>> {
  /** Its row in the table of regions. */
  readonly row: number;
  readonly id: string;
  readonly name: string;
}

const MEASURE_OF: Readonly<Record<string, Measure>> = {
  Organisation: "organisations",
  Project: "projects",
  Agreement: "agreements",
};

/** Each region in which there is something, the most of `by` first. A link counts once in a region. */
export function areaCounts({ columns }: Graph, { nodes, links }: Shown, areas: Areas, by: Measure): AreaCount[] {
  const found = new Map<number, Record<Measure, number>>();
  const count = (area: number, measure: Measure) => {
    if (!found.has(area)) found.set(area, { organisations: 0, projects: 0, agreements: 0, links: 0 });
    found.get(area)![measure]++;
  };
  for (const node of nodes) {
    const measure = MEASURE_OF[columns.kinds[node]!];
    if (measure) for (const area of areas.get(node) ?? []) count(area, measure);
  }
  const ends = (link: number) => [columns.links.sources[link]!, columns.links.targets[link]!];
  for (const link of links) {
    for (const area of new Set(ends(link).flatMap((node) => areas.get(node) ?? []))) count(area, "links");
  }
  const { ids, labels } = columns.tables.regions;
  return [...found]
    .map(([row, numbers]) => ({ row, id: ids[row]!, name: labels[row]!, ...numbers }))
    .sort((a, b) => b[by] - a[by] || a.name.localeCompare(b.name));
}
