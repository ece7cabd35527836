/** Where the nodes of a picture go. */

import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import type { Story } from "../api/client";
import type { Graph as Known, Shown } from "../state/graph";
import type { View } from "../state/view";
import type { Drawn } from "./marks";
import { type Block, fitted, type Frame, type Point } from "./fitting";

/** Up to so many nodes every label is given room. */
export const MOST_ON_A_PAGE = 60;
const MOST_ON_A_RING = 16;
const MIDDLE: Point = { x: 0, y: 0 };
const ROUNDS = 300;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));
/** How far from its neighbour a new node begins, in the coordinates of the server's layouts. */
const NEAR = 2;

export type Places = ReadonlyMap<string, Point>;

/** Places of a picture on a page, and whether every block has its room. */
export interface OnPage {
  readonly places: Places;
  readonly apart: boolean;
}

/** Where the nodes of a small picture should be. */
export interface Wish {
  /** How they lie to one another. */
  readonly wanted: Places;
  /** Whether that is where they lie on this page already. */
  readonly settled?: boolean;
  /** Where on the page somebody put some. */
  readonly held?: Places;
  /** The part of the page that stays free at each edge. */
  readonly inset?: number;
}

/** Places of a small picture on a page, labels included. */
export function onPage(drawn: Drawn, block: (id: string) => Block, page: Frame, wish: Wish): OnPage {
  const { wanted, settled = false, held = new Map(), inset = 0 } = wish;
  const ids = drawn.nodes.map(({ id }) => id);
  const [left, top] = settled ? [0, 0] : [inset * page.width, inset * page.height];
  const inner = { width: page.width - 2 * left, height: page.height - 2 * top };
  const rules = { settled, held: new Map(ids.flatMap((id, n) => (held.has(id) ? [[n, moved(held.get(id)!, -left, -top)]] : []))) };
  const { places, apart } = fitted(ids.map((id) => wanted.get(id) ?? MIDDLE), ids.map(block), inner, rules);
  return { places: new Map(ids.map((id, n) => [id, moved(places[n]!, left, top)])), apart };
}

function moved({ x, y }: Point, right: number, down: number): Point {
  return { x: x + right, y: y + down };
}

/** Where somebody put nodes: on a page of this size, or on the map for null. */
export function heldPlaces({ pinned }: View, page: Frame | null): Places {
  const found = [...pinned].flatMap(([id, at]): [string, Point][] => {
    if (at?.on !== (page ? "page" : "map")) return [];
    return [[id, page ? { x: at.x * page.width, y: at.y * page.height } : { x: at.x, y: at.y }]];
  });
  return new Map(found);
}

/** Places as the story has them, y downwards. */
export function storyPlaces(story: Story): Places {
  return new Map(story.nodes.map(({ id, x, y }) => [id, { x, y: -y }]));
}

/** Places as the server's layout of the whole graph has them, y downwards. */
export function corePlaces({ columns }: Known, shown: Shown): Places {
  const rows = shown.nodes.filter((row) => row < columns.core);
  return new Map(rows.map((row) => [columns.ids[row]!, { x: columns.x[row]!, y: -columns.y[row]! }]));
}

/** What has no place yet, put around a neighbour that has one. */
export function withNew(drawn: Drawn, places: Places, near = NEAR): Places {
  if (drawn.nodes.every(({ id }) => places.has(id))) return places;
  const all = new Map(places);
  let count = 0;
  for (const { source, target } of [...drawn.links, ...drawn.links]) {
    for (const [known, fresh] of [[source, target], [target, source]] as const) {
      const at = all.get(known);
      if (!at || all.has(fresh)) continue;
      const angle = count++ * GOLDEN_ANGLE;
      all.set(fresh, { x: at.x + near * Math.cos(angle), y: at.y + near * Math.sin(angle) });
    }
  }
  return all;
}

/** Places by springs: joined ones near one another; always the same for the same picture. */
export function sprung(drawn: Drawn): Places {
  const graph = new Graph({ type: "undirected" });
  drawn.nodes.forEach(({ id }, n) => {
    // A spiral: no two begin in one place, and nothing is left to chance.
    const radius = Math.sqrt(n);
    graph.addNode(id, { x: radius * Math.cos(n * GOLDEN_ANGLE), y: radius * Math.sin(n * GOLDEN_ANGLE) });
  });
  for (const { source, target } of drawn.links) graph.mergeEdge(source, target);
  if (graph.order > 1) {
    const settings = { ...forceAtlas2.inferSettings(graph), gravity: 1, linLogMode: false };
    forceAtlas2.assign(graph, { iterations: ROUNDS, settings });
  }
  return new Map(graph.mapNodes((id, { x, y }) => [id, { x: x as number, y: y as number }]));
}

/** Those around one on rings around it, in the order in which springs lay them. */
export function ringed(places: Places, focus: string): Places {
  const middle = places.get(focus);
  if (!middle) return places;
  const others = [...places].filter(([id]) => id !== focus);
  const angle = ({ x, y }: Point) => Math.atan2(y - middle.y, x - middle.x);
  others.sort(([, a], [, b]) => angle(a) - angle(b));
  const rings = Math.ceil(others.length / MOST_ON_A_RING);
  const ring = others.map(([id], n): [string, Point] => {
    const turn = (2 * Math.PI * n) / others.length;
    const way = 1 - (n % rings) / (rings + 1);
    return [id, { x: way * Math.cos(turn), y: way * Math.sin(turn) }];
  });
  return new Map([[focus, { x: 0, y: 0 }], ...ring]);
}
