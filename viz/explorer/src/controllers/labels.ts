/** Labels that cover neither nodes nor one another: the first to come is drawn, then what fits. */

import { type Box, boxAround, type Disc, holds, inside, overlap, placesFor, widened } from "./boxes";
import type { Palette } from "./palette";

/** What a node says: its name, a second line, and what is folded into it. */
export interface Labelled extends Disc {
  readonly id: string;
  readonly label: string | null;
  readonly note?: string;
  readonly fold?: string;
  /** On which side the name stands best, where that matters. */
  readonly side?: "left" | "right";
  readonly forceLabel?: boolean;
  readonly chosen?: boolean;
  readonly dim?: boolean;
}

/** How large the letters are, in pixels; notes of size 0 are left out. */
export interface Letters {
  readonly name: number;
  readonly note: number;
}

export interface Hit {
  readonly id: string;
  readonly fold: boolean;
}

interface Line {
  readonly text: string;
  readonly font: string;
  readonly height: number;
  readonly kind: "name" | "note" | "fold";
}

const FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif';
const LINE = 1.25;
const LONGEST_LINE = 24;
const LONGEST_LABEL = 30;
const LINE_OF_LETTERS = /\p{M}*(?:\P{M}\p{M}*){1,24}/gu;
/** Room between labels, so that two do not read as one. */
const ROOM = 4;
/** Room around the words of what is folded. */
const PAD = 7;

export class Labels {
  letters: Letters = { name: 13, note: 12 };
  /** On a page names stand below their nodes, whole; on a map beside them, long ones cut. */
  onPage = false;
  private taken: Box[] | null = null;
  /** The room of those that stand out, whoever is drawn before them. */
  private readonly kept = new Map<string, Box>();
  private drawn: { readonly box: Box; readonly hit: Hit }[] = [];

  /** `discs` are the nodes in pixels of the canvas, `foremost` those that stand out, as soon as a frame has placed them. */
  constructor(
    private readonly palette: Palette,
    private readonly discs: () => readonly Disc[],
    private readonly foremost: () => readonly Labelled[],
  ) {}

  /** A new frame begins. */
  readonly clear = (): void => {
    this.taken = null;
    this.kept.clear();
    this.drawn = [];
  };

  /** Draw the label of a node where it fits; one that is asked for always. */
  readonly draw = (context: CanvasRenderingContext2D, node: Labelled): void => {
    const lines = this.lines(node);
    if (!lines.length) return;
    if (node.chosen) ring(context, node, this.palette.get("accent"));
    if (!this.taken) this.begin(context);
    const kept = this.kept.get(node.id);
    const box = kept ?? this.place(context, node);
    if (!box) return;
    if (!kept) this.take(box);
    this.drawn.push({ box, hit: { id: node.id, fold: false } });
    this.write(context, node, lines, box);
  };

  /** What label is at a point of the canvas. */
  hit(x: number, y: number): Hit | null {
    return this.drawn.findLast(({ box }) => holds(box, x, y))?.hit ?? null;
  }

  private lines(node: Labelled): Line[] {
    return linesOf(this.onPage ? node : { ...node, label: shortened(node.label ?? "") }, this.letters);
  }

  /** Nodes take their room first, then the labels of those that stand out. */
  private begin(context: CanvasRenderingContext2D): void {
    this.taken = this.discs().map(boxAround);
    for (const node of this.foremost()) {
      const box = this.place(context, { ...node, forceLabel: true });
      if (box) this.kept.set(node.id, box);
      if (box) this.take(box);
    }
  }

  private take(box: Box): void {
    this.taken?.push(this.onPage ? box : widened(box, ROOM));
  }

  private place(context: CanvasRenderingContext2D, node: Labelled): Box | undefined {
    const { width, height } = measured(context, this.lines(node));
    const { clientWidth, clientHeight } = context.canvas;
    const places = placesFor(node, width, height, node.side ?? (this.onPage ? "below" : "right"));
    const free = (box: Box) => inside(box, clientWidth, clientHeight) && !this.taken?.some((other) => overlap(box, other));
    return places.find(free) ?? (node.forceLabel || node.chosen ? places[0] : undefined);
  }

  private write(context: CanvasRenderingContext2D, node: Labelled, lines: readonly Line[], box: Box): void {
    const centred = box.top > node.y || box.bottom < node.y;
    context.textAlign = centred ? "center" : "left";
    context.textBaseline = "middle";
    context.globalAlpha = node.dim ? 0.35 : 1;
    const x = centred ? (box.left + box.right) / 2 : box.left;
    let top = box.top;
    for (const line of lines) {
      context.font = line.font;
      if (line.kind === "fold") this.pill(context, node.id, line, x, top, centred);
      else this.words(context, line, x, top);
      top += line.height;
    }
    context.globalAlpha = 1;
  }

  private words(context: CanvasRenderingContext2D, { text, kind, height }: Line, x: number, top: number): void {
    context.lineWidth = 4;
    context.lineJoin = "round";
    context.strokeStyle = this.palette.get("ground");
    context.strokeText(text, x, top + height / 2);
    context.fillStyle = this.palette.get(kind === "name" ? "ink" : "soft");
    context.fillText(text, x, top + height / 2);
  }

  /** A count that opens: words in a rounded box. */
  private pill(context: CanvasRenderingContext2D, id: string, line: Line, x: number, top: number, centred: boolean): void {
    const width = context.measureText(line.text).width + 2 * PAD;
    const left = centred ? x - width / 2 : x;
    context.beginPath();
    context.roundRect(left, top + 2, width, line.height - 3, line.height / 2);
    context.fillStyle = this.palette.get("accentSoft");
    context.fill();
    context.fillStyle = this.palette.get("accent");
    context.fillText(line.text, centred ? x : left + PAD, top + line.height / 2 + 0.5);
    const box = { left, right: left + width, top, bottom: top + line.height };
    this.drawn.push({ box, hit: { id, fold: true } });
  }
}

function linesOf(node: Pick<Labelled, "label" | "note" | "fold">, { name, note }: Letters): Line[] {
  const line = (text: string, size: number, weight: number, kind: Line["kind"], height = size * LINE): Line => {
    return { text, font: `${weight} ${size}px ${FAMILY}`, height, kind };
  };
  return [
    ...wrapped(node.label ?? "").map((text) => line(text, name, 600, "name")),
    ...(node.note && note ? [line(node.note, note, 400, "note")] : []),
    ...(node.fold ? [line(node.fold, note || name - 2, 600, "fold", (note || name - 2) * LINE + 6)] : []),
  ];
}

/** A name on as many lines as it needs, broken between words, and within one that no line holds. */
export function wrapped(text: string): string[] {
  const lines: string[] = [];
  if (text.endsWith("\u00a0…")) return [text];
  for (const word of text.split(" ").filter(Boolean).flatMap(parted)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < LONGEST_LINE) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The parts of a word of which each has room on a line; marks stay with their letter. */
function parted(word: string): readonly string[] {
  return word.length <= LONGEST_LABEL ? [word] : (word.match(LINE_OF_LETTERS) ?? []);
}

/** A name on one line: cut at a word when it is long. */
export function shortened(text: string): string {
  return text.length <= LONGEST_LABEL ? text : `${text.slice(0, LONGEST_LABEL).replace(/\s+\S*$/, "")}\u00a0…`;
}

function measured(context: CanvasRenderingContext2D, lines: readonly Line[]): { width: number; height: number } {
  const widths = lines.map(({ font, text, kind }) => {
    context.font = font;
    return context.measureText(text).width + (kind === "fold" ? 2 * PAD : 0);
  });
  return { width: Math.max(...widths), height: lines.reduce((sum, { height }) => sum + height, 0) };
}

/** How much room the label of a node takes. */
export function labelSize(
  context: CanvasRenderingContext2D,
  node: Pick<Labelled, "label" | "note" | "fold">,
  letters: Letters,
): { width: number; height: number } {
  const lines = linesOf(node, letters);
  return lines.length ? measured(context, lines) : { width: 0, height: 0 };
}

function ring(context: CanvasRenderingContext2D, { x, y, size }: Disc, colour: string): void {
  context.beginPath();
  context.arc(x, y, size + 4, 0, 2 * Math.PI);
  context.lineWidth = 3;
  context.strokeStyle = colour;
  context.stroke();
}
