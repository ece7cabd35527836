/** Which links touch each node, found without walking all of them. */

import type { Columns } from "./columns";

export interface Adjacency {
  /** Id → row of the node. */
  readonly rows: ReadonlyMap<string, number>;
  /** The links of row n stand in `links` from `starts[n]` up to `starts[n + 1]`. */
  readonly starts: Uint32Array;
  readonly links: Uint32Array;
}

export function adjacency({ ids, links: { sources, targets } }: Columns): Adjacency {
  const starts = new Uint32Array(ids.length + 1);
  const each = (tell: (node: number, link: number) => void) => {
    for (let link = 0; link < sources.length; link++) {
      tell(sources[link]!, link);
      if (targets[link] !== sources[link]) tell(targets[link]!, link);
    }
  };
  each((node) => starts[node + 1]!++);
  for (let node = 0; node < ids.length; node++) starts[node + 1]! += starts[node]!;
  const next = starts.slice();
  const links = new Uint32Array(starts[ids.length]!);
  each((node, link) => (links[next[node]!++] = link));
  return { rows: new Map(ids.map((id, row) => [id, row])), starts, links };
}

/** The links of a node, those that leave it and those that arrive. */
export function linksOf({ starts, links }: Adjacency, node: number): Uint32Array {
  return links.subarray(starts[node]!, starts[node + 1]!);
}

/** The node at the other end of a link. */
export function otherEnd({ links: { sources, targets } }: Columns, link: number, node: number): number {
  return sources[link] === node ? targets[link]! : sources[link]!;
}

/** The nodes that a node is joined to, each once. */
export function neighboursOf(columns: Columns, index: Adjacency, node: number): number[] {
  return [...new Set(Array.from(linksOf(index, node), (link) => otherEnd(columns, link, node)))];
}
