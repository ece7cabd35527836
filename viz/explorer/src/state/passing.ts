/** Which nodes and links pass the filters. */

import { linksOf } from "./adjacency";
import type { Filters } from "./filters";
import type { Graph, Shown } from "./shown";

/** Those of `wanted` that pass, and the links between them; `kept` pass whatever is filtered. */
export function passing(
  graph: Graph,
  wanted: ReadonlySet<number>,
  kept: ReadonlySet<number>,
  filters: Filters,
): Shown {
  const { columns } = graph;
  const stays = (row: number) =>
    kept.has(row) || !(filters.kinds.has(columns.kinds[row]!) || filters.kinds.has(columns.types[row]!));
  const nodes = new Set([...wanted].filter(stays));
  const between = linksBetween(graph, nodes).filter((link) => inYears(graph, link, filters));
  const enough = withEnoughLinks(graph, nodes, between, kept, filters.leastLinks);
  return {
    nodes: [...enough].sort((a, b) => a - b),
    links: enough.size === nodes.size ? between : between.filter((link) => joins(graph, link, enough)),
    filtered: wanted.size - enough.size,
  };
}

/** Every link whose two ends are among the nodes, once, in order. */
function linksBetween(graph: Graph, nodes: ReadonlySet<number>): number[] {
  const found = new Set<number>();
  for (const node of nodes) {
    for (const link of linksOf(graph.index, node)) if (joins(graph, link, nodes)) found.add(link);
  }
  return [...found].sort((a, b) => a - b);
}

function joins({ columns: { links } }: Graph, link: number, nodes: ReadonlySet<number>): boolean {
  return nodes.has(links.sources[link]!) && nodes.has(links.targets[link]!);
}

function inYears({ columns: { links } }: Graph, link: number, { years, undated }: Filters): boolean {
  const since = year(links.since[link]!);
  const until = year(links.until[link]!);
  if (!since && !until) return undated;
  return !years || ((since ?? -Infinity) <= years[1] && (until ?? Infinity) >= years[0]);
}

/** The year of a partial date; null where there is none. */
export function year(date: string): number | null {
  return date ? Number(date.slice(0, 4)) : null;
}

function withEnoughLinks(
  { columns: { links } }: Graph,
  nodes: ReadonlySet<number>,
  between: readonly number[],
  kept: ReadonlySet<number>,
  least: number,
): ReadonlySet<number> {
  if (least === 0) return nodes;
  const degrees = new Map<number, number>();
  for (const link of between) {
    for (const end of new Set([links.sources[link]!, links.targets[link]!])) {
      degrees.set(end, (degrees.get(end) ?? 0) + 1);
    }
  }
  return new Set([...nodes].filter((row) => kept.has(row) || (degrees.get(row) ?? 0) >= least));
}
