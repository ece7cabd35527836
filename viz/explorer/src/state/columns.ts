/** The part of the graph that is here, as columns: node n is row n of every column of nodes. */

import { NO_TABLES, type Tables } from "./tables";

export interface Columns {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  /** The language of each name, "" if no source says. */
  readonly languages: readonly string[];
  /** An acronym, or "". */
  readonly shorts: readonly string[];
  /** The most specific kind: Cluster, Company … */
  readonly types: readonly string[];
  /** The top kind: Organisation, Project … */
  readonly kinds: readonly string[];
  /** Where the server's layout puts the node, y upwards; NaN where it does not say. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** NaN where no place is known. */
  readonly latitudes: Float32Array;
  readonly longitudes: Float32Array;
  /** How many links the node has in the whole graph. */
  readonly degrees: Uint32Array;
  /** The detected community, -1 for none. */
  readonly communities: Int32Array;
  /** The id of the declared cluster, or "". */
  readonly clusters: readonly string[];
  /** Partial ISO dates, "" for not known. */
  readonly since: readonly string[];
  readonly until: readonly string[];
  /** How far an agreement has come, "" for what has no stage. */
  readonly stages: readonly string[];
  /** Rows of the tables. */
  readonly technologies: readonly (readonly number[])[];
  readonly places: readonly (readonly number[])[];
  readonly programmes: readonly (readonly number[])[];
  readonly links: LinkColumns;
  readonly tables: Tables;
  /** How many rows are the network as the server draws it; those after them were asked for singly. */
  readonly core: number;
}

/** Link n leads from row `sources[n]` to row `targets[n]` of the nodes. */
export interface LinkColumns {
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  readonly relations: readonly string[];
  readonly roles: readonly string[];
  readonly since: readonly string[];
  readonly until: readonly string[];
}

/** One node, as a row. What is not known is left out. */
export interface NodeRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly type: string;
  readonly language?: string;
  readonly short?: string;
  readonly x?: number;
  readonly y?: number;
  readonly latitude?: number;
  readonly longitude?: number;
  readonly degree?: number;
  readonly community?: number;
  readonly cluster?: string;
  readonly since?: string;
  readonly until?: string;
  readonly stage?: string;
  readonly technologies?: readonly number[];
  readonly places?: readonly number[];
  readonly programmes?: readonly number[];
}

export interface LinkRow {
  readonly source: string;
  readonly target: string;
  readonly relation: string;
  readonly role: string;
  readonly since: string;
  readonly until: string;
}

export const NO_COLUMNS: Columns = columns([], []);

/** Rows as columns; links to nodes that are not among them, and links told twice, are left out. */
export function columns(
  nodes: readonly NodeRow[],
  links: readonly LinkRow[],
  tables: Tables = NO_TABLES,
  core = nodes.length,
): Columns {
  return {
    ids: nodes.map((one) => one.id),
    names: nodes.map((one) => one.name),
    languages: nodes.map((one) => one.language ?? ""),
    shorts: nodes.map((one) => one.short ?? ""),
    types: nodes.map((one) => one.type),
    kinds: nodes.map((one) => one.kind),
    x: Float32Array.from(nodes, (one) => one.x ?? NaN),
    y: Float32Array.from(nodes, (one) => one.y ?? NaN),
    latitudes: Float32Array.from(nodes, (one) => one.latitude ?? NaN),
    longitudes: Float32Array.from(nodes, (one) => one.longitude ?? NaN),
    degrees: Uint32Array.from(nodes, (one) => one.degree ?? 0),
    communities: Int32Array.from(nodes, (one) => one.community ?? -1),
    clusters: nodes.map((one) => one.cluster ?? ""),
    since: nodes.map((one) => one.since ?? ""),
    until: nodes.map((one) => one.until ?? ""),
    stages: nodes.map((one) => one.stage ?? ""),
    technologies: nodes.map((one) => one.technologies ?? []),
    places: nodes.map((one) => one.places ?? []),
    programmes: nodes.map((one) => one.programmes ?? []),
    links: linkColumns(nodes.map(({ id }) => id), links),
    tables,
    core,
  };
}

function linkColumns(ids: readonly string[], links: readonly LinkRow[]): LinkColumns {
  const rows = new Map(ids.map((id, row) => [id, row]));
  const known = distinct(links).filter((one) => rows.has(one.source) && rows.has(one.target));
  return {
    sources: Uint32Array.from(known, (one) => rows.get(one.source)!),
    targets: Uint32Array.from(known, (one) => rows.get(one.target)!),
    relations: known.map((one) => one.relation),
    roles: known.map((one) => one.role),
    since: known.map((one) => one.since),
    until: known.map((one) => one.until),
  };
}

/** Two parts of the graph as one; what both hold, and the tables, are taken from the first. */
export function joined(one: Columns, other: Columns): Columns {
  const known = new Set(one.ids);
  const fresh = other.ids.flatMap((id, row) => (known.has(id) ? [] : [row]));
  const more = columns(fresh.map((row) => nodeRow(other, row)), []);
  const ids = [...one.ids, ...more.ids];
  return {
    ...appended(one, more),
    links: appended(one.links, linkColumns(ids, freshLinks(one, other))),
    tables: one.tables,
    core: one.core,
  };
}

type Part = Omit<Columns, "links" | "tables" | "core">;

/** Every column of `one` with the same column of `more` after it. */
function appended<T extends Part | LinkColumns>(one: T, more: T): T {
  const names = Object.keys(more) as (keyof T)[];
  return Object.fromEntries(names.map((name) => [name, together(one[name], more[name])])) as T;
}

function together(one: unknown, more: unknown): unknown {
  if (Array.isArray(one)) return [...one, ...(more as unknown[])];
  const [first, second] = [one, more] as [Float32Array, Float32Array];
  if (!ArrayBuffer.isView(one)) return one;
  const both = new (first.constructor as Float32ArrayConstructor)(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** The links of `other` that `one` does not hold. */
function freshLinks(one: Columns, other: Columns): LinkRow[] {
  const ends = new Set(other.ids);
  const { sources, relations } = one.links;
  const near = relations.flatMap((_, link) => (ends.has(one.ids[sources[link]!]!) ? [key(linkRow(one, link))] : []));
  const held = new Set(near);
  return other.links.relations.map((_, link) => linkRow(other, link)).filter((link) => !held.has(key(link)));
}

function nodeRow(part: Columns, row: number): Required<NodeRow> {
  return {
    id: part.ids[row]!,
    name: part.names[row]!,
    language: part.languages[row]!,
    short: part.shorts[row]!,
    type: part.types[row]!,
    kind: part.kinds[row]!,
    x: part.x[row]!,
    y: part.y[row]!,
    latitude: part.latitudes[row]!,
    longitude: part.longitudes[row]!,
    degree: part.degrees[row]!,
    community: part.communities[row]!,
    cluster: part.clusters[row]!,
    since: part.since[row]!,
    until: part.until[row]!,
    stage: part.stages[row]!,
    technologies: part.technologies[row]!,
    places: part.places[row]!,
    programmes: part.programmes[row]!,
  };
}

function linkRow({ ids, links }: Columns, row: number): LinkRow {
  return {
    source: ids[links.sources[row]!]!,
    target: ids[links.targets[row]!]!,
    relation: links.relations[row]!,
    role: links.roles[row]!,
    since: links.since[row]!,
    until: links.until[row]!,
  };
}

function distinct(links: readonly LinkRow[]): LinkRow[] {
  return [...new Map(links.map((one) => [key(one), one])).values()];
}

function key({ source, target, relation, role, since, until }: LinkRow): string {
  return [source, target, relation, role, since, until].join("\n");
}
