/** Many small ones around one, as a list beside it: a fan of leaves has no room for names, a list has. */

import type { Drawn, DrawnLink, DrawnNode } from "./marks";
import type { Block } from "./fitting";
import type { Places } from "./placing";

export interface List {
  /** No entity's id: that of the list as one node. */
  readonly id: string;
  readonly hub: string;
  /** By name. */
  readonly members: readonly DrawnNode[];
}

/** On which side of its node a name stands. */
export type Side = "left" | "right";
export type Sides = ReadonlyMap<string, Side>;

/** Fewer than these are no list. */
const LEAST = 5;
/** What has more links is no leaf. */
const MOST_LINKS = 3;
/** Between two lines, between two columns, and around the whole, in pixels. */
const GAP = 4;
const APART = 16;
const AROUND = 8;

/** The lists of a picture; those who stand by themselves are in none. */
export function lists({ nodes, links }: Drawn, alone: ReadonlySet<string>): List[] {
  const near = neighbours(links);
  const number = (id: string) => near.get(id)?.length ?? 0;
  const found = new Map<string, DrawnNode[]>();
  for (const node of nodes) {
    const isLeaf = number(node.id) > 0 && number(node.id) <= MOST_LINKS && !node.fold && !alone.has(node.id);
    if (!isLeaf) continue;
    const [hub = ""] = [...near.get(node.id)!].sort((a, b) => number(b) - number(a) || a.localeCompare(b));
    if (number(hub) > MOST_LINKS) found.set(hub, [...(found.get(hub) ?? []), { ...node, note: "" }]);
  }
  return [...found].filter(([, members]) => members.length >= LEAST).map(([hub, members]) => {
    return { id: `${hub}\nlist`, hub, members: members.sort((a, b) => a.label.localeCompare(b.label)) };
  });
}

function neighbours(links: readonly DrawnLink[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { source, target } of links) {
    found.set(source, [...(found.get(source) ?? []), target]);
    found.set(target, [...(found.get(target) ?? []), source]);
  }
  return found;
}

/** The picture with each list as one node beside its hub. */
export function withLists(picture: Drawn, all: readonly List[]): Drawn {
  const { nodes, links } = withoutMembers(picture, all);
  const asNodes = all.map(({ id, members }): DrawnNode => ({ ...members[0]!, id, size: 0, label: "" }));
  const joined = all.map(({ id, hub }): DrawnLink => ({ source: hub, target: id, strength: "undated", colour: "", arrow: false, quiet: false }));
  return { nodes: [...nodes, ...asNodes], links: [...links, ...joined] };
}

/** The picture with each list as a count below its hub: for pages that have no room for the names. */
export function withFolds(picture: Drawn, all: readonly List[], words: (n: number) => string): Drawn {
  const { nodes, links } = withoutMembers(picture, all);
  const counts = new Map(all.map(({ hub, members }) => [hub, words(members.length)]));
  return { nodes: nodes.map((node) => ({ ...node, fold: counts.get(node.id) ?? node.fold })), links };
}

function withoutMembers({ nodes, links }: Drawn, all: readonly List[]): Drawn {
  const inList = new Set(all.flatMap(({ members }) => members.map(({ id }) => id)));
  const isFree = (id: string) => !inList.has(id);
  return {
    nodes: nodes.filter(({ id }) => isFree(id)),
    links: links.filter(({ source, target }) => isFree(source) && isFree(target)),
  };
}

/** A list as it is drawn, around its middle: the room of its columns and where each line begins. */
export interface Arranged extends Block {
  /** From the left edge of the list to the node of a line, and from its middle down to it. */
  readonly lines: readonly { readonly id: string; readonly x: number; readonly y: number }[];
}

/** Lines below one another, on as many columns as a height of `most` pixels asks for. */
export function arranged({ members }: List, size: (node: DrawnNode) => { width: number; height: number }, most: number): Arranged {
  const dot = Math.max(...members.map((one) => one.size));
  const rows = members.map((node) => ({ id: node.id, height: Math.max(size(node).height, 2 * node.size) + GAP, width: 2 * dot + GAP + size(node).width }));
  const whole = rows.reduce((sum, { height }) => sum + height, 0);
  const longest = Math.ceil(members.length / Math.ceil(whole / most));
  const lines: { id: string; x: number; y: number }[] = [];
  let [left, tallest] = [0, 0];
  for (let first = 0; first < rows.length; first += longest) {
    const column = rows.slice(first, first + longest);
    let top = 0;
    for (const { id, height } of column) {
      lines.push({ id, x: left + dot, y: top + height / 2 });
      top += height;
    }
    tallest = Math.max(tallest, top);
    left += Math.max(...column.map(({ width }) => width)) + APART;
  }
  const half = tallest / 2;
  return { side: (left - APART) / 2 + AROUND, above: half + AROUND, below: half + AROUND, lines: lines.map((one) => ({ ...one, y: one.y - half })) };
}

/** Every node of the picture where it is when the lists are where they are; their nodes on the side of their hubs. */
export function unfolded(all: readonly List[], columns: ReadonlyMap<string, Arranged>, around: Places): { places: Places; sides: Sides } {
  const places = new Map(around);
  const sides = new Map<string, Side>();
  for (const { id, hub } of all) {
    const { side, lines } = columns.get(id)!;
    const at = places.get(id)!;
    const right = at.x >= places.get(hub)!.x;
    const [edge, way] = right ? [at.x - side + AROUND, 1] : [at.x + side - AROUND, -1];
    places.delete(id);
    for (const line of lines) {
      places.set(line.id, { x: edge + way * line.x, y: at.y + line.y });
      sides.set(line.id, right ? "right" : "left");
    }
  }
  return { places, sides };
}

/** Places with those of the lists whose members all have some: their middles. */
export function withMiddles(all: readonly List[], places: Places): Places {
  const found = new Map(places);
  for (const { id, members } of all) {
    const known = members.flatMap((one) => places.get(one.id) ?? []);
    if (known.length === members.length) found.set(id, { x: middle(known.map(({ x }) => x)), y: middle(known.map(({ y }) => y)) });
  }
  return found;
}

function middle(values: readonly number[]): number {
  return (Math.min(...values) + Math.max(...values)) / 2;
}
