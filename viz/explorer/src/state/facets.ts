/** How many of the shown entities each value of a filter would leave. */

import type { Choice, Filters } from "./filters";
import type { Graph } from "./graph";
import { held } from "./held";
import { linksBetween, nodeTests, year } from "./passing";
import type { Tree } from "./tables";

export type Counts = ReadonlyMap<string, number>;

/** By value of one filter: the entities that all the other filters leave. */
export function counts(graph: Graph, wanted: ReadonlySet<number>, filters: Filters, name: Choice): Counts {
  const { columns } = graph;
  const rows = left(graph, wanted, filters, name);
  switch (name) {
    case "kinds":
      return tally(rows, (row) => both(columns.kinds[row]!, columns.types[row]!));
    case "technologies":
      return tally(rows, (row) => withAbove(columns.tables.technologies, columns.technologies[row]!));
    case "regions":
      return tally(rows, (row) => withAbove(columns.tables.regions, columns.places[row]!));
    case "programmes":
      return tally(rows, (row) => withAbove(columns.tables.programmes, columns.programmes[row]!));
    case "roles":
      return tally(linksBetween(graph, new Set(rows)), (link) => [columns.links.roles[link]!].filter(Boolean));
  }
}

export interface Histogram {
  readonly first: number;
  /** Links that hold in each year from `first` on. */
  readonly bars: readonly number[];
  readonly undated: number;
  readonly dated: number;
}

/** When the links hold that all filters but those of time leave. */
export function histogram(graph: Graph, wanted: ReadonlySet<number>, filters: Filters): Histogram {
  const links = linksBetween(graph, new Set(left(graph, wanted, { ...filters, years: null }, "")));
  const years = new Map<number, number>();
  let dated = 0;
  for (const link of links) {
    const [since, until] = held(graph.columns, link);
    const [from, to] = [year(since || until), year(until || since)];
    if (from === null || to === null) continue;
    dated++;
    for (let at = from; at <= to; at++) years.set(at, (years.get(at) ?? 0) + 1);
  }
  const first = years.size ? Math.min(...years.keys()) : 0;
  const last = years.size ? Math.max(...years.keys()) : -1;
  const bars = Array.from({ length: last - first + 1 }, (_, place) => years.get(first + place) ?? 0);
  return { first, bars, undated: links.length - dated, dated };
}

function left(graph: Graph, wanted: ReadonlySet<number>, filters: Filters, without: Choice | ""): number[] {
  const tests = nodeTests(graph, wanted, filters, without);
  return [...wanted].filter((row) => tests.every((test) => test(row)));
}

function both(kind: string, type: string): readonly string[] {
  return kind === type ? [kind] : [kind, type];
}

function withAbove({ ids, within }: Tree, rows: readonly number[]): ReadonlySet<string> {
  return new Set(rows.flatMap((row) => within[row]!.map((up) => ids[up]!)));
}

function tally(rows: readonly number[], values: (row: number) => Iterable<string>): Counts {
  const found = new Map<string, number>();
  for (const row of rows) for (const value of values(row)) found.set(value, (found.get(value) ?? 0) + 1);
  return found;
}
