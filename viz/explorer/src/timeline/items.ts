/** What has its time: projects, agreements, events, as entries of the timeline. */

import type { Graph, Shown } from "../state/graph";
import { degrees } from "../state/passing";
import { reach, type Span, span } from "./spans";

export const KINDS = ["Project", "Agreement", "Event"] as const;
export type Kind = (typeof KINDS)[number];

export interface Item {
  readonly id: string;
  /** What it is called, in as few words as a source has. */
  readonly name: string;
  readonly language: string;
  readonly kind: Kind;
  readonly since: string;
  readonly until: string;
  /** That of an agreement, "" for what has none. */
  readonly stage: string;
  /** null where no date is known. */
  readonly span: Span | null;
}

export interface Items {
  /** In order of time; of too many those with the most links. */
  readonly dated: readonly (Item & { readonly span: Span })[];
  readonly undated: readonly Item[];
  /** How many of each kind are dated, those that are left out with the fewest links among them. */
  readonly numbers: ReadonlyMap<Kind, number>;
}

/** More than a person can look through, and than a page draws at once. */
export const MOST = 400;

export function items(graph: Graph, shown: Shown, most = MOST): Items {
  const { columns } = graph;
  const number = degrees(graph, shown.links);
  const rows = shown.nodes.filter((row) => KINDS.some((kind) => kind === columns.kinds[row]));
  const ranked = rows.sort((a, b) => (number.get(b) ?? 0) - (number.get(a) ?? 0)).map((row) => item(graph, row));
  const dated = ranked.filter(isDated);
  const begin = (one: { span: Span }) => reach(one.span)[0];
  return {
    dated: dated.slice(0, most).sort((a, b) => begin(a) - begin(b) || a.name.localeCompare(b.name)),
    undated: ranked.filter((one) => !one.span).sort((a, b) => a.name.localeCompare(b.name)),
    numbers: new Map(KINDS.map((kind) => [kind, dated.filter((one) => one.kind === kind).length])),
  };
}

function item({ columns }: Graph, row: number): Item {
  const kind = columns.kinds[row] as Kind;
  const [since, until] = [columns.since[row]!, columns.until[row]!];
  return {
    id: columns.ids[row]!,
    name: columns.shorts[row] || columns.names[row]!,
    language: columns.languages[row]!,
    kind,
    since,
    until,
    stage: columns.stages[row]!,
    span: span(since, until, kind !== "Event"),
  };
}

function isDated(one: Item): one is Item & { readonly span: Span } {
  return one.span !== null;
}
