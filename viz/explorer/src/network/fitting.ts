/** Nodes with their labels, fitted into a frame so that none covers another. All in pixels, y down. */

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A node with the room that it and its label take: so far to either side, above and below it. */
export interface Block {
  readonly side: number;
  readonly above: number;
  readonly below: number;
}

export interface Frame {
  readonly width: number;
  readonly height: number;
}

/** What may not move as it likes. */
export interface Rules {
  /** Where some are held; the others give way to them. */
  readonly held: ReadonlyMap<number, Point>;
  /** Whether the wanted places are those of this frame already. */
  readonly settled: boolean;
}

const ROUNDS = 500;
const FREE: Rules = { held: new Map(), settled: false };
/** Gaps wider than this part of the whole are drawn narrower: an ocean tells nothing. */
const WIDEST_GAP = 0.16;

/** Places of blocks in a frame, and whether none of them covers another. */
export interface Fitted {
  readonly places: readonly Point[];
  readonly apart: boolean;
}

/** Places as `wanted` has them to one another, over the whole frame, moved apart until they fit or it is hopeless. */
export function fitted(wanted: readonly Point[], blocks: readonly Block[], frame: Frame, { held, settled }: Rules = FREE): Fitted {
  const begun = settled ? wanted : spreadOver(wanted, blocks, frame);
  const places = begun.map((one, n) => kept(held.get(n) ?? one, blocks[n]!, frame));
  for (let round = 0; round < ROUNDS; round++) {
    if (!pushedApart(places, blocks, frame, held)) return { places, apart: true };
  }
  return { places, apart: false };
}

function spreadOver(wanted: readonly Point[], blocks: readonly Block[], frame: Frame): Point[] {
  const xs = spread(wanted.map(({ x }) => x));
  const ys = spread(wanted.map(({ y }) => y));
  return wanted.map((_, n) => within(blocks[n]!, frame, { x: xs[n]!, y: ys[n]! }));
}

/** Values between 0 and 1 in the same order, gaps that are too wide made narrower. */
function spread(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
  const whole = (values[order.at(-1)!] ?? 0) - (values[order[0]!] ?? 0);
  const result = new Array<number>(values.length).fill(0);
  let at = 0;
  order.forEach((n, place) => {
    if (place > 0) at += Math.min(values[n]! - values[order[place - 1]!]!, whole * WIDEST_GAP);
    result[n] = at;
  });
  return result.map((one) => (at > 0 ? one / at : 0.5));
}

/** The place in the frame of a block at a part (0 to 1) of its width and height. */
function within({ side, above, below }: Block, { width, height }: Frame, { x, y }: Point): Point {
  return { x: side + x * Math.max(0, width - 2 * side), y: above + y * Math.max(0, height - above - below) };
}

/** Move each pair of blocks that overlap a little apart; whether any did. */
function pushedApart(places: Point[], blocks: readonly Block[], frame: Frame, held: Rules["held"]): boolean {
  let moved = false;
  const go = (n: number, way: Point, times: number) => {
    if (!held.has(n)) places[n] = kept({ x: places[n]!.x + times * way.x, y: places[n]!.y + times * way.y }, blocks[n]!, frame);
  };
  for (let one = 0; one < places.length; one++) {
    for (let other = one + 1; other < places.length; other++) {
      const way = overlap(places[one]!, blocks[one]!, places[other]!, blocks[other]!);
      if (!way || (held.has(one) && held.has(other))) continue;
      moved = true;
      // The smaller one goes more of the way, and beside one that is held all of it.
      const share = held.has(one) ? 0 : held.has(other) ? 1 : area(blocks[other]!) / (area(blocks[one]!) + area(blocks[other]!));
      go(one, way, -2 * share);
      go(other, way, 2 * (1 - share));
    }
  }
  return moved;
}

function area({ side, above, below }: Block): number {
  return side * (above + below);
}

/** How far to push two blocks, the second in this direction and the first the other way. */
function overlap(a: Point, one: Block, b: Point, other: Block): Point | null {
  const x = one.side + other.side - Math.abs(b.x - a.x);
  const lower = b.y >= a.y ? { gap: one.below + other.above, sign: 1 } : { gap: one.above + other.below, sign: -1 };
  const y = lower.gap - Math.abs(b.y - a.y);
  if (x <= 0.5 || y <= 0.5) return null;
  // The shorter way out; a little of the other, so that two do not block one another for ever.
  const right = b.x >= a.x ? 1 : -1;
  return x < y ? { x: (right * x) / 2, y: 0 } : { x: right * 0.2, y: (lower.sign * y) / 2 };
}

function kept({ x, y }: Point, { side, above, below }: Block, { width, height }: Frame): Point {
  return {
    x: Math.min(Math.max(x, side), Math.max(side, width - side)),
    y: Math.min(Math.max(y, above), Math.max(above, height - below)),
  };
}
