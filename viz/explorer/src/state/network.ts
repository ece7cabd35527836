/** The network that is shown: what there is, and which kinds are hidden. */

import type { EntityShape, Neighbours, Relation } from "../api/client";
import { count } from "./words";

export interface Node {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly kind: string;
  readonly type: string;
  readonly distance: number;
}

export interface Link {
  readonly source: string;
  readonly target: string;
  readonly relation: string;
}

export interface Network {
  readonly centre: string;
  readonly nodes: ReadonlyMap<string, Node>;
  readonly links: readonly Link[];
  readonly hidden: ReadonlySet<string>;
  readonly leftOut: number;
}

/** Kinds that join everything with everything; shown when asked for. */
export const AT_FIRST_HIDDEN: readonly string[] = ["Technology", "Region", "Event"];
export const LONGEST_LABEL = 34;

export const nothing: Network = {
  centre: "",
  nodes: new Map(),
  links: [],
  hidden: new Set(AT_FIRST_HIDDEN),
  leftOut: 0,
};

/** The network around an entity; what was hidden stays hidden, but for the centre's own kind. */
export function around(found: Neighbours, hidden: ReadonlySet<string>): Network {
  const centre = node(found.centre, 0);
  const nodes = [centre, ...found.entities.map((one) => node(one, one.distance))];
  return {
    centre: centre.id,
    nodes: new Map(nodes.map((one) => [one.id, one])),
    links: distinct(found.relations),
    hidden: without(hidden, centre.kind),
    leftOut: found.left_out,
  };
}

function node(entity: EntityShape, distance: number): Node {
  const { id, name, kind, type } = entity;
  return { id, name, kind, type, distance, label: label(entity) };
}

/** The acronym where there is one, else the name, cut at a word when it is long. */
export function label(entity: Pick<EntityShape, "name" | "properties">): string {
  const acronym = [entity.properties["acronym"]].flat()[0];
  const text = typeof acronym === "string" ? acronym : entity.name;
  if (text.length <= LONGEST_LABEL) return text;
  return `${text.slice(0, LONGEST_LABEL).replace(/\s+\S*$/, "")} …`;
}

/** One line for each pair of entities, however many relations join them. */
function distinct(relations: readonly Relation[]): Link[] {
  const links = new Map<string, Link>();
  for (const { source, target, relation } of relations) {
    const pair = [source, target].sort().join("\n");
    if (source !== target && !links.has(pair)) links.set(pair, { source, target, relation });
  }
  return [...links.values()];
}

export function toggled(network: Network, kind: string): Network {
  const hidden = network.hidden.has(kind)
    ? without(network.hidden, kind)
    : new Set([...network.hidden, kind]);
  return { ...network, hidden };
}

function without(set: ReadonlySet<string>, member: string): ReadonlySet<string> {
  return new Set([...set].filter((one) => one !== member));
}

export interface Visible {
  readonly nodes: readonly Node[];
  readonly links: readonly Link[];
}

/** What the centre reaches over kinds that are not hidden: nodes nearest first, and their links. */
export function visible(network: Network): Visible {
  const allowed = (id: string) => {
    const one = network.nodes.get(id);
    return one !== undefined && (id === network.centre || !network.hidden.has(one.kind));
  };
  const links = network.links.filter((one) => allowed(one.source) && allowed(one.target));
  const nodes = [...network.nodes.values()].filter((one) => allowed(one.id));
  const reached = reachedFrom(network.centre, neighboursOf({ nodes, links }));
  return {
    nodes: nodes.filter((one) => reached.has(one.id)),
    links: links.filter((one) => reached.has(one.source)),
  };
}

function reachedFrom(
  start: string,
  neighbours: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const reached = new Set([start]);
  // A set is walked in the order of its members, those added on the way included.
  for (const id of reached) for (const other of neighbours.get(id) ?? []) reached.add(other);
  return reached;
}

/** Kind → how many there are, the most frequent first. */
export function kinds(network: Network): [string, number][] {
  const numbers = new Map<string, number>();
  for (const { kind } of network.nodes.values()) numbers.set(kind, (numbers.get(kind) ?? 0) + 1);
  return [...numbers].sort(([a, n], [b, m]) => m - n || a.localeCompare(b));
}

/** What is shown, and what is not, in a sentence or two. */
export function sentence(network: Network): string {
  const centre = network.nodes.get(network.centre);
  if (!centre) return "Nothing is shown yet.";
  const all = network.nodes.size;
  const shown = visible(network).nodes.length;
  const parts = [
    `${centre.label} and what lies around it: ${shown} of ${count(all, "entity", "entities")}.`,
  ];
  if (network.leftOut) parts.push(`${network.leftOut} more lie around it; choose a narrower centre.`);
  return parts.join(" ");
}

/** Each node's neighbours among the visible, for the picture and for the list. */
export function neighboursOf({ nodes, links }: Visible): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>(nodes.map((one) => [one.id, []]));
  for (const { source, target } of links) {
    found.get(source)?.push(target);
    found.get(target)?.push(source);
  }
  return found;
}
