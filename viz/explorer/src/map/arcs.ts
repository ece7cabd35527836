/** Collaborations between regions: organisations there that share projects, agreements or events. */

import { otherEnd } from "../state/adjacency";
import type { Graph, Shown } from "../state/graph";
import { type Areas, isOrganisation } from "./areas";

/** Two rows of regions, the smaller first, and how many undertakings join organisations there. */
export interface Arc {
  readonly one: number;
  readonly other: number;
  readonly number: number;
}

const SHARED: ReadonlySet<string> = new Set(["Project", "Agreement", "Event"]);

/** The strongest first. With `chosen` regions only those that have an end there. */
export function arcs(graph: Graph, shown: Shown, areas: Areas, chosen: ReadonlySet<number> = new Set()): Arc[] {
  const found = new Map<string, { one: number; other: number; number: number }>();
  for (const members of parties(graph, shown).values()) {
    for (const [one, other] of pairs([...members].map((row) => areas.get(row) ?? []))) {
      const key = `${one} ${other}`;
      const arc = found.get(key) ?? { one, other, number: 0 };
      found.set(key, { ...arc, number: arc.number + 1 });
    }
  }
  const wanted = ({ one, other }: Arc) => !chosen.size || chosen.has(one) || chosen.has(other);
  return [...found.values()].filter(wanted).sort((a, b) => b.number - a.number || a.one - b.one || a.other - b.other);
}

/** Undertaking → the organisations that take part in it, over the links that are shown. */
function parties({ columns }: Graph, { links }: Shown): ReadonlyMap<number, ReadonlySet<number>> {
  const found = new Map<number, Set<number>>();
  for (const link of links) {
    for (const end of [columns.links.sources[link]!, columns.links.targets[link]!]) {
      const other = otherEnd(columns, link, end);
      if (!SHARED.has(columns.kinds[end]!) || !isOrganisation(columns, other)) continue;
      found.set(end, (found.get(end) ?? new Set()).add(other));
    }
  }
  return found;
}

/** Pairs of different regions of two different organisations, each pair once. */
function pairs(places: readonly (readonly number[])[]): (readonly [number, number])[] {
  const found = new Map<string, readonly [number, number]>();
  places.forEach((some, place) => {
    for (const others of places.slice(place + 1)) {
      for (const a of some) for (const b of others) if (a !== b) found.set(`${Math.min(a, b)} ${Math.max(a, b)}`, [Math.min(a, b), Math.max(a, b)]);
    }
  });
  return [...found.values()];
}

type Place = readonly [number, number];
/** How far an arc rises, as a part of its length. */
const RISE = 0.22;

/** An arc between two places as an SVG path; it bends upwards. */
export function arcPath([x, y]: Place, [u, v]: Place): string {
  const up = x <= u ? 1 : -1;
  const middle: Place = [(x + u) / 2 + (v - y) * RISE * up, (y + v) / 2 - (u - x) * RISE * up];
  return `M${at([x, y])}Q${at(middle)} ${at([u, v])}`;
}

function at([x, y]: Place): string {
  return `${x.toFixed(1)},${y.toFixed(1)}`;
}
