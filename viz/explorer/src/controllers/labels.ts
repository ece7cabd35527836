/** Labels that cover neither nodes nor one another: the first to come is drawn, then what fits. */

import type { NodeDisplayData, PartialButFor } from "sigma/types";

export type Labelled = PartialButFor<NodeDisplayData, "x" | "y" | "size" | "label" | "color">;

export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Style {
  readonly labelSize: number;
  readonly labelFont: string;
  readonly labelWeight: string;
}

const GAP = 4;
const INK = "#1b2430";
const HALO = "#f6f7f9";

export class Labels {
  private boxes: Box[] | null = null;

  /** `discs` are the nodes in pixels of the canvas, as soon as a frame has placed them. */
  constructor(private readonly discs: () => readonly Disc[]) {}

  /** A new frame begins. */
  readonly clear = (): void => {
    this.boxes = null;
  };

  /** Draw the label of a node right or left of it, where it fits; one that is asked for always. */
  readonly draw = (context: CanvasRenderingContext2D, node: Labelled, style: Style): void => {
    if (!node.label) return;
    context.font = `${style.labelWeight} ${style.labelSize}px ${style.labelFont}`;
    const width = context.measureText(node.label).width;
    const boxes = (this.boxes ??= this.discs().map(boxAround));
    const places = placesFor(node, width, style.labelSize, context.canvas.clientWidth);
    const free = places.find((one) => !boxes.some((other) => overlap(one, other)));
    const box = free ?? (node.forceLabel ? places[0] : undefined);
    if (!box) return;
    boxes.push(box);
    const baseline = node.y + style.labelSize / 3;
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.strokeStyle = HALO;
    context.strokeText(node.label, box.left, baseline);
    context.fillStyle = INK;
    context.fillText(node.label, box.left, baseline);
  };
}

function boxAround({ x, y, size }: Disc): Box {
  return { left: x - size, right: x + size, top: y - size, bottom: y + size };
}

/** Where the label of a node can stand on a canvas of width `end`, the best place first. */
export function placesFor(node: Disc, width: number, height: number, end: number): Box[] {
  const distance = node.size + GAP;
  const lefts = [node.x + distance, node.x - distance - width];
  const inside = lefts.filter((left) => left >= 0 && left + width <= end);
  return (inside.length ? inside : lefts).map((left) => ({
    left,
    right: left + width,
    top: node.y - height / 2,
    bottom: node.y + height / 2,
  }));
}

export function overlap(one: Box, other: Box): boolean {
  return (
    one.left < other.right &&
    other.left < one.right &&
    one.top < other.bottom &&
    other.top < one.bottom
  );
}
