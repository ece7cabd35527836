/** The whole view in the address bar, so that copying it shows the same to another person. */

import { type Filters, NO_FILTERS } from "./filters";
import { type Direction, type Expansion, type Scene, SCENES, type Spot, STORY, type View } from "./view";

/** Name → values, as they stand in the address. Each slice reads and writes its own names. */
export type Parts = Readonly<Record<string, readonly string[]>>;

export function parse(hash: string): Parts {
  const found: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(hash.replace(/^#/, ""))) (found[name] ??= []).push(value);
  return found;
}

/** The address of the parts; what is empty is left out. */
export function format(parts: Parts): string {
  const pairs = Object.entries(parts).flatMap(([name, values]) =>
    values.filter((value) => value !== "").map((value) => [name, value]),
  );
  return pairs.length ? `#${new URLSearchParams(pairs)}` : "";
}

export function first(parts: Parts, name: string): string {
  return parts[name]?.[0] ?? "";
}

export function set(parts: Parts, name: string): ReadonlySet<string> {
  return new Set(parts[name] ?? []);
}

export function viewParts({ scene, focus, added, expanded, hidden, pinned }: View): Parts {
  return {
    focus: [focus],
    scene: scene === STORY.scene || scene === "around" ? [] : [scene],
    add: [...added],
    open: expanded.map(({ id, relation, direction }) => [id, relation, direction].join("~")),
    hide: [...hidden],
    pin: [...pinned].map(([id, at]) => (at ? [id, at.on, at.x, at.y].join("~") : id)),
  };
}

export function viewFrom(parts: Parts): View {
  const focus = first(parts, "focus");
  return {
    scene: scene(parts, focus),
    focus,
    added: set(parts, "add"),
    expanded: (parts["open"] ?? []).map(expansion),
    hidden: set(parts, "hide"),
    pinned: new Map((parts["pin"] ?? []).map(pin)),
  };
}

function scene(parts: Parts, focus: string): Scene {
  const named = SCENES.find((one) => one === first(parts, "scene"));
  return named ?? (focus ? "around" : STORY.scene);
}

function expansion(text: string): Expansion {
  const [id = "", relation = "", direction = ""] = text.split("~");
  const known: Direction | "" = direction === "in" || direction === "out" ? direction : "";
  return { id, relation, direction: known };
}

/** `id`, or `id~page~0.5~0.25`; where the numbers are none, the pin stays and its place does not. */
function pin(text: string): [string, Spot | null] {
  const [id = "", on = "", ...numbers] = text.split("~");
  const [x = NaN, y = NaN] = numbers.map(Number);
  const known = (on === "page" || on === "map") && Number.isFinite(x) && Number.isFinite(y);
  return [id, known ? { on, x, y } : null];
}

const CHOICES = { kinds: "without", technologies: "technology-is", regions: "region-is", roles: "role", programmes: "programme" } as const;

export function filterParts(filters: Filters): Parts {
  const { years, undated, leastLinks } = filters;
  return {
    ...Object.fromEntries(Object.entries(CHOICES).map(([name, part]) => [part, [...filters[name as keyof typeof CHOICES]]])),
    years: years ? [years.join("-")] : [],
    undated: undated ? [] : ["no"],
    links: leastLinks ? [String(leastLinks)] : [],
  };
}

export function filtersFrom(parts: Parts): Filters {
  const chosen = Object.entries(CHOICES).map(([name, part]) => [name, set(parts, part)]);
  return {
    ...NO_FILTERS,
    ...(Object.fromEntries(chosen) as Pick<Filters, keyof typeof CHOICES>),
    years: years(first(parts, "years")),
    undated: first(parts, "undated") !== "no",
    leastLinks: Math.max(0, Math.trunc(Number(first(parts, "links"))) || 0),
  };
}

function years(text: string): readonly [number, number] | null {
  const [, from, to] = /^(\d{4})-(\d{4})$/.exec(text) ?? [];
  return from && to ? [Number(from), Number(to)] : null;
}
