/** The picture as a walk in words: where one is, how one came, and where links lead. */

import { linksOf, otherEnd } from "../state/adjacency";
import type { Graph, Shown } from "../state/graph";
import { degrees } from "../state/passing";
import type { Direction } from "../state/view";

/** One link on from where one is. */
export interface Lead {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly kind: string;
  readonly type: string;
  readonly relation: string;
  readonly direction: Direction;
  readonly role: string;
  readonly since: string;
  readonly until: string;
}

/** Everything that is shown, what has the most links first. */
export interface Entry {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly kind: string;
  readonly type: string;
  readonly links: number;
}

export function entries(graph: Graph, { nodes, links }: Shown): Entry[] {
  const number = degrees(graph, links);
  const all = nodes.map((row) => ({ ...named(graph, row), links: number.get(row) ?? 0 }));
  return all.sort((a, b) => b.links - a.links || a.name.localeCompare(b.name));
}

/** Where the shown links of an entity lead, by relation, then by name. */
export function leads(graph: Graph, shown: Shown, id: string): Lead[] {
  const row = graph.index.rows.get(id);
  if (row === undefined) return [];
  const visible = new Set(shown.links);
  const found = [...linksOf(graph.index, row)].filter((link) => visible.has(link));
  return found.map((link) => lead(graph, link, row)).sort(byRelation);

  function byRelation(a: Lead, b: Lead): number {
    return `${a.relation} ${a.direction}`.localeCompare(`${b.relation} ${b.direction}`) || a.name.localeCompare(b.name);
  }
}

function lead(graph: Graph, link: number, row: number): Lead {
  const { links } = graph.columns;
  return {
    ...named(graph, otherEnd(graph.columns, link, row)),
    relation: links.relations[link]!,
    direction: links.sources[link] === row ? "out" : "in",
    role: links.roles[link]!,
    since: links.since[link]!,
    until: links.until[link]!,
  };
}

function named({ columns }: Graph, row: number) {
  return {
    id: columns.ids[row]!,
    name: columns.names[row]!,
    language: columns.languages[row]!,
    kind: columns.kinds[row]!,
    type: columns.types[row]!,
  };
}
