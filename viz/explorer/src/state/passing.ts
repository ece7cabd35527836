/** Which nodes and links pass the filters. */

import { neighboursOf } from "./adjacency";
import type { FilterName, Filters } from "./filters";
import type { Graph, Shown } from "./graph";
import { held } from "./held";
import type { Tree } from "./tables";

/** Tells whether a row passes. */
type Test = (row: number) => boolean;

/** Those of `wanted` that pass, and the links between them; `kept` pass whatever is filtered. */
export function passing(
  graph: Graph,
  wanted: ReadonlySet<number>,
  kept: ReadonlySet<number>,
  filters: Filters,
): Shown {
  const tests = nodeTests(graph, wanted, filters);
  const nodes = new Set([...wanted].filter((row) => kept.has(row) || tests.every((test) => test(row))));
  const links = linksBetween(graph, nodes).filter((link) => linkPasses(graph, link, filters));
  const joined = withoutLoose(graph, nodes, links, kept, filters);
  return {
    nodes: [...joined].sort((a, b) => a - b),
    links: joined.size === nodes.size ? links : links.filter((link) => joins(graph, link, joined)),
    filtered: wanted.size - joined.size,
  };
}

/** What each node must pass, whatever its links; those of `without` left out. */
export function nodeTests(
  graph: Graph,
  wanted: ReadonlySet<number>,
  filters: Filters,
  without: FilterName | "" = "",
): Test[] {
  const { columns } = graph;
  const { tables } = columns;
  const { kinds, technologies, regions, programmes, years } = filters;
  const all: Partial<Record<FilterName, Test | false>> = {
    kinds: kinds.size > 0 && ((row) => !kinds.has(columns.kinds[row]!) && !kinds.has(columns.types[row]!)),
    technologies: technologies.size > 0 && ((row) => inTree(tables.technologies, columns.technologies[row]!, technologies)),
    regions: regions.size > 0 && inRegions(graph, wanted, regions),
    programmes: programmes.size > 0 && funded(graph, wanted, programmes),
    years: years !== null && ((row) => nodeInYears(graph, row, years)),
  };
  return Object.entries(all).flatMap(([name, test]) => (test && name !== without ? [test] : []));
}

/** Whether one of the rows is among the wanted ids, or lies below one of them. */
export function inTree({ ids, within }: Tree, rows: readonly number[], wanted: ReadonlySet<string>): boolean {
  return rows.some((row) => within[row]!.some((up) => wanted.has(ids[up]!)));
}

/** In the regions; or, without a place and no organisation, joined to an organisation there. */
function inRegions(graph: Graph, wanted: ReadonlySet<number>, regions: ReadonlySet<string>): Test {
  const { columns, index } = graph;
  const there = new Set(
    [...wanted].filter((row) => inTree(columns.tables.regions, columns.places[row]!, regions)),
  );
  const near = (row: number) => neighboursOf(columns, index, row).some((other) => there.has(other));
  return (row) =>
    there.has(row) || (columns.kinds[row] !== "Organisation" && !columns.places[row]!.length && near(row));
}

/** Funded by a programme, or joined to what is. */
function funded(graph: Graph, wanted: ReadonlySet<number>, programmes: ReadonlySet<string>): Test {
  const { columns, index } = graph;
  const paid = (row: number) => inTree(columns.tables.programmes, columns.programmes[row]!, programmes);
  const projects = new Set([...wanted].filter(paid));
  return (row) => projects.has(row) || neighboursOf(columns, index, row).some((other) => projects.has(other));
}

/** Projects, events and agreements have their time; an organisation lasts. */
function nodeInYears({ columns }: Graph, row: number, years: readonly [number, number]): boolean {
  if (columns.kinds[row] === "Organisation") return true;
  const since = columns.since[row]!;
  return overlaps(since, columns.until[row] || since, years);
}

/** Whether dates may meet the years; what is not dated may. */
export function overlaps(since: string, until: string, [first, last]: readonly [number, number]): boolean {
  return (year(since) ?? -Infinity) <= last && (year(until) ?? Infinity) >= first;
}

/** The year of a partial date; null where there is none. */
export function year(date: string): number | null {
  return date ? Number(date.slice(0, 4)) : null;
}

function linkPasses({ columns }: Graph, link: number, { roles, years, undated }: Filters): boolean {
  if (roles.size && !roles.has(columns.links.roles[link]!)) return false;
  if (!years && undated) return true;
  const [since, until] = held(columns, link);
  if (!since && !until) return undated;
  return !years || overlaps(since, until, years);
}

/** Every link whose two ends are among the nodes, once, in order. */
export function linksBetween(graph: Graph, nodes: ReadonlySet<number>): number[] {
  const { sources, targets } = graph.columns.links;
  const found: number[] = [];
  for (let link = 0; link < sources.length; link++) {
    if (nodes.has(sources[link]!) && nodes.has(targets[link]!)) found.push(link);
  }
  return found;
}

function joins({ columns: { links } }: Graph, link: number, nodes: ReadonlySet<number>): boolean {
  return nodes.has(links.sources[link]!) && nodes.has(links.targets[link]!);
}

/** Without those that have too few links; a filter on roles leaves only what plays one. */
function withoutLoose(
  graph: Graph,
  nodes: ReadonlySet<number>,
  links: readonly number[],
  kept: ReadonlySet<number>,
  { leastLinks, roles }: Filters,
): ReadonlySet<number> {
  const least = Math.max(leastLinks, roles.size ? 1 : 0);
  if (least === 0) return nodes;
  const number = degrees(graph, links);
  return new Set([...nodes].filter((row) => kept.has(row) || (number.get(row) ?? 0) >= least));
}

/** How many of the links each row has; one that leads back to itself counts once. */
export function degrees({ columns: { links } }: Graph, some: readonly number[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  const count = (row: number) => found.set(row, (found.get(row) ?? 0) + 1);
  for (const link of some) {
    const source = links.sources[link]!;
    const target = links.targets[link]!;
    count(source);
    if (target !== source) count(target);
  }
  return found;
}
