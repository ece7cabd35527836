/** The part of the graph that is here, as columns: node n is row n of every column of nodes. */

export interface Columns {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  /** A short name to draw: the acronym where there is one. */
  readonly labels: readonly string[];
  /** The most specific kind: Cluster, Company … */
  readonly types: readonly string[];
  /** The top kind: Organisation, Project … */
  readonly kinds: readonly string[];
  /** Where the server's layout puts the node; NaN where it does not say. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** The detected community, -1 for none. */
  readonly communities: Int32Array;
  readonly links: LinkColumns;
  /** Entities that the server has and did not send. */
  readonly leftOut: number;
}

/** Link n leads from row `sources[n]` to row `targets[n]` of the nodes. */
export interface LinkColumns {
  readonly sources: Uint32Array;
  readonly targets: Uint32Array;
  readonly relations: readonly string[];
  readonly roles: readonly string[];
  /** Partial ISO dates, "" for not known. */
  readonly since: readonly string[];
  readonly until: readonly string[];
}

export interface NodeRow {
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly type: string;
  readonly kind: string;
  readonly x: number;
  readonly y: number;
  readonly community: number;
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
export function columns(nodes: readonly NodeRow[], links: readonly LinkRow[], leftOut = 0): Columns {
  const rows = new Map(nodes.map(({ id }, row) => [id, row]));
  const known = distinct(links).filter((one) => rows.has(one.source) && rows.has(one.target));
  return {
    ids: nodes.map((one) => one.id),
    names: nodes.map((one) => one.name),
    labels: nodes.map((one) => one.label),
    types: nodes.map((one) => one.type),
    kinds: nodes.map((one) => one.kind),
    x: Float32Array.from(nodes, (one) => one.x),
    y: Float32Array.from(nodes, (one) => one.y),
    communities: Int32Array.from(nodes, (one) => one.community),
    links: {
      sources: Uint32Array.from(known, (one) => rows.get(one.source)!),
      targets: Uint32Array.from(known, (one) => rows.get(one.target)!),
      relations: known.map((one) => one.relation),
      roles: known.map((one) => one.role),
      since: known.map((one) => one.since),
      until: known.map((one) => one.until),
    },
    leftOut,
  };
}

/** Two parts of the graph as one; what both hold is taken from the first. */
export function joined(one: Columns, other: Columns): Columns {
  const known = new Set(one.ids);
  const fresh = nodeRows(other).filter(({ id }) => !known.has(id));
  return columns([...nodeRows(one), ...fresh], [...linkRows(one), ...linkRows(other)], one.leftOut);
}

function nodeRows(part: Columns): NodeRow[] {
  return part.ids.map((id, row) => ({
    id,
    name: part.names[row]!,
    label: part.labels[row]!,
    type: part.types[row]!,
    kind: part.kinds[row]!,
    x: part.x[row]!,
    y: part.y[row]!,
    community: part.communities[row]!,
  }));
}

function linkRows({ ids, links }: Columns): LinkRow[] {
  return links.relations.map((relation, row) => ({
    source: ids[links.sources[row]!]!,
    target: ids[links.targets[row]!]!,
    relation,
    role: links.roles[row]!,
    since: links.since[row]!,
    until: links.until[row]!,
  }));
}

function distinct(links: readonly LinkRow[]): LinkRow[] {
  const seen = new Map(
    links.map((one) => [[one.source, one.target, one.relation, one.role, one.since, one.until].join("\n"), one]),
  );
  return [...seen.values()];
}
