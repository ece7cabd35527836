/** What the columns of nodes point into: technologies, regions and programmes as trees. */

/** One row a thing; what lies above a row comes with it. */
export interface Tree {
  readonly ids: readonly string[];
  readonly labels: readonly string[];
  /** Rows right above; none for what stands at the top. */
  readonly above: readonly (readonly number[])[];
  /** Rows above, however far, and the row itself. */
  readonly within: readonly (readonly number[])[];
}

export interface Regions extends Tree {
  /** country, subdivision, nuts1, nuts2, nuts3 or city. */
  readonly levels: readonly string[];
  /** ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
}

/** A node that joins communities, by its row, and the communities that it has links into. */
export interface Bridge {
  readonly node: number;
  readonly communities: readonly number[];
  readonly links: number;
}

/** What the server's limits keep from being shown. */
export interface LeftOut {
  readonly nodes: number;
  readonly links: number;
  /** How many there would be. */
  readonly ofNodes: number;
  readonly ofLinks: number;
}

export interface Tables {
  /** That of the graph when the network was asked for. */
  readonly revision: number;
  readonly technologies: Tree;
  /** Whether the technologies are here; they weigh most and are asked for last. */
  readonly complete: boolean;
  readonly regions: Regions;
  readonly programmes: Tree;
  /** By community: how many members, and the row of the node with the most links. */
  readonly communities: readonly { readonly size: number; readonly leader: number }[];
  readonly bridges: readonly Bridge[];
  readonly leftOut: LeftOut;
}

const NO_TREE: Tree = { ids: [], labels: [], above: [], within: [] };
export const NO_TABLES: Tables = {
  revision: 0,
  technologies: NO_TREE,
  complete: false,
  regions: { ...NO_TREE, levels: [], countries: [] },
  programmes: NO_TREE,
  communities: [],
  bridges: [],
  leftOut: { nodes: 0, links: 0, ofNodes: 0, ofLinks: 0 },
};

/** What a row of any tree is called; undefined where there is none of this id. */
export function labelIn({ technologies, regions, programmes }: Tables, id: string): string | undefined {
  for (const { ids, labels } of [technologies, regions, programmes]) {
    const row = ids.indexOf(id);
    if (row >= 0) return labels[row];
  }
  return undefined;
}

/** A tree of which each row knows the row above it, -1 for none. */
export function treeOf(ids: readonly string[], labels: readonly string[], parents: readonly number[]): Tree {
  const within = parents.map((_, row) => {
    const line = [row];
    for (let up = parents[row]!; up >= 0 && !line.includes(up); up = parents[up]!) line.push(up);
    return line;
  });
  return { ids, labels, above: parents.map((up) => (up < 0 ? [] : [up])), within };
}

/** Rows right below each row. */
export function below({ above }: Tree): readonly (readonly number[])[] {
  const found: number[][] = above.map(() => []);
  above.forEach((some, row) => some.forEach((up) => found[up]!.push(row)));
  return found;
}
