/** The part of the graph that is here, ready to be asked. */

import type { Adjacency } from "./adjacency";
import type { Columns } from "./columns";

export interface Graph {
  readonly columns: Columns;
  readonly index: Adjacency;
  /** The ids of the story that the first page tells. */
  readonly story: readonly string[];
}

/** What a picture shows: rows of nodes, and of links between them, in the order of the columns. */
export interface Shown {
  readonly nodes: readonly number[];
  readonly links: readonly number[];
  /** How many nodes the filters take away. */
  readonly filtered: number;
}
