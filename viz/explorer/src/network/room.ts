/** The room that nodes take with their labels, in pixels. */

import { labelSize, type Letters } from "../controllers/labels";
import type { Drawn, DrawnNode } from "./marks";
import type { Block } from "./fitting";
import { type Arranged, arranged, type List } from "./lists";

/** Room around each node and its label. */
const GAP = 8;

/** The room of each node with its label below it, in letters of a size. */
export function blocks({ nodes }: Drawn, letters: Letters): ReadonlyMap<string, Block> {
  const measure = measuring(letters);
  return new Map(
    nodes.map((node) => {
      const { width, height } = measure(node);
      const side = Math.max(width / 2, node.size) + GAP;
      return [node.id, { side, above: node.size + GAP, below: node.size + 4 + height + GAP }];
    }),
  );
}

/** The room of each node alone. */
export function discs({ nodes }: Drawn): ReadonlyMap<string, Block> {
  return new Map(nodes.map(({ id, size }) => [id, { side: size + GAP, above: size + GAP, below: size + GAP }]));
}

/** The lines of each list, by its id, on columns of so many pixels at most. */
export function columnsOf(all: readonly List[], letters: Letters, height: number): ReadonlyMap<string, Arranged> {
  const measure = measuring(letters);
  return new Map(all.map((list) => [list.id, arranged(list, measure, height)]));
}

function measuring(letters: Letters): (node: DrawnNode) => { width: number; height: number } {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) throw new Error("This browser draws nothing.");
  return (node) => labelSize(context, node, letters);
}
