/** Which part of the graph is shown, before filters: a scene, and what one did to it. */

import { minus, plus } from "./sets";

/**
 * Where a picture begins: the story of the first page; everything; one entity and what lies around
 * it; what joins two regions; the agreements without a known end; those picked by name and what joins them.
 */
export type Scene = "story" | "whole" | "around" | "between" | "open" | "picked";
export const SCENES: readonly Scene[] = ["story", "whole", "around", "between", "open", "picked"];
export type Direction = "out" | "in";

/** The neighbours of a node over one relation in one direction; over all where it is "". */
export interface Expansion {
  readonly id: string;
  readonly relation: string;
  readonly direction: Direction | "";
}

/**
 * Where somebody put a node. On a page in parts (0 to 1) of its width and height, on a map in the
 * coordinates of the map; y downwards. A place on the one means nothing on the other.
 */
export interface Spot {
  readonly on: "page" | "map";
  readonly x: number;
  readonly y: number;
}

export interface View {
  readonly scene: Scene;
  /** What the scene is about: the entity in the middle, or two regions as `AT22~FR10`; else "". */
  readonly focus: string;
  /** Entities that were asked for by name. */
  readonly added: ReadonlySet<string>;
  readonly expanded: readonly Expansion[];
  readonly hidden: ReadonlySet<string>;
  /** Entities that stay, whatever is filtered or collapsed; where somebody put them, or null. */
  readonly pinned: ReadonlyMap<string, Spot | null>;
}

export const STORY: View = {
  scene: "story",
  focus: "",
  added: new Set(),
  expanded: [],
  hidden: new Set(),
  pinned: new Map(),
};
export const WHOLE: View = { ...STORY, scene: "whole" };
export const OPEN_AGREEMENTS: View = { ...STORY, scene: "open" };

export function around(focus: string): View {
  return { ...STORY, scene: "around", focus };
}

export function between(one: string, other: string): View {
  return { ...STORY, scene: "between", focus: `${one}~${other}` };
}

/** Entities by name, and nothing but what joins them. */
export function picked(ids: readonly string[]): View {
  return withEntity({ ...STORY, scene: "picked" }, ...ids);
}

/** An entity that is wanted on the picture; it is hidden no longer. */
export function withEntity(view: View, ...ids: readonly string[]): View {
  return { ...view, added: plus(view.added, ...ids), hidden: minus(view.hidden, ...ids) };
}

export function expanded(view: View, expansion: Expansion): View {
  if (view.expanded.some((one) => same(one, expansion))) return view;
  return { ...withEntity(view, expansion.id), expanded: [...view.expanded, expansion] };
}

/** Without what was opened from an entity. */
export function collapsed(view: View, id: string): View {
  const rest = view.expanded.filter((one) => one.id !== id);
  return rest.length === view.expanded.length ? view : { ...view, expanded: rest };
}

/** Without one thing that was opened. */
export function closed(view: View, expansion: Expansion): View {
  return { ...view, expanded: view.expanded.filter((one) => !same(one, expansion)) };
}

export function isExpanded(view: View, expansion: Expansion): boolean {
  return view.expanded.some((one) => same(one, expansion));
}

export function hidden(view: View, id: string): View {
  return { ...unpinned(view, id), hidden: plus(view.hidden, id) };
}

/** An entity that stays, and where; it is hidden no longer. */
export function pinned(view: View, id: string, at: Spot | null = null): View {
  return { ...view, pinned: new Map([...view.pinned, [id, at]]), hidden: minus(view.hidden, id) };
}

export function unpinned(view: View, id: string): View {
  return { ...view, pinned: new Map([...view.pinned].filter(([one]) => one !== id)) };
}

function same(one: Expansion, other: Expansion): boolean {
  return one.id === other.id && one.relation === other.relation && one.direction === other.direction;
}
