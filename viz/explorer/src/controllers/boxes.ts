/** Room that is taken on a canvas. */

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

export function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

export function boxAround({ x, y, size }: Disc): Box {
  return { left: x - size, right: x + size, top: y - size, bottom: y + size };
}

/** A box with some room on every side. */
export function widened({ left, right, top, bottom }: Box, room: number): Box {
  return { left: left - room, right: right + room, top: top - room, bottom: bottom + room };
}

export function holds({ left, right, top, bottom }: Box, x: number, y: number): boolean {
  return left <= x && x <= right && top <= y && y <= bottom;
}

/** Where a label of a size can stand at a disc, the best place first. */
export function placesFor({ x, y, size }: Disc, width: number, height: number, first: "below" | "left" | "right"): Box[] {
  const gap = size + 4;
  const at = (left: number, top: number) => ({ left, right: left + width, top, bottom: top + height });
  const below = at(x - width / 2, y + gap);
  const above = at(x - width / 2, y - gap - height);
  const right = at(x + gap, y - height / 2);
  const left = at(x - gap - width, y - height / 2);
  if (first === "below") return [below, right, left, above];
  return first === "right" ? [right, left, below, above] : [left, right, below, above];
}

export function inside({ left, right, top, bottom }: Box, width: number, height: number): boolean {
  return left >= 0 && top >= 0 && right <= width && bottom <= height;
}
