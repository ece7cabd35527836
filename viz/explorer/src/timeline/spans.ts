/** Partial dates as stretches of time: "2016" is some day between 1 January and 31 December. */

/** The first and the last day that a date may be, as milliseconds since 1970, the last one's end. */
export type Stretch = readonly [number, number];

export interface Span {
  /** null where the beginning is not known. */
  readonly start: Stretch | null;
  /** null where the end is not known. */
  readonly end: Stretch | null;
}

const ISO = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$/;

/** When a partial ISO date may be; null where there is none. */
export function stretch(date: string): Stretch | null {
  const [, year, month, day] = ISO.exec(date) ?? [];
  if (!year) return null;
  const [y, m, d] = [Number(year), Number(month ?? 1) - 1, Number(day ?? 1)];
  const after = day ? Date.UTC(y, m, d + 1) : month ? Date.UTC(y, m + 1) : Date.UTC(y + 1, 0);
  return [Date.UTC(y, m, d), after];
}

/** When something began and ended; null where neither is known. `lasts` is false for what has one date. */
export function span(since: string, until: string, lasts: boolean): Span | null {
  const start = stretch(since);
  const end = stretch(until) ?? (lasts ? null : start);
  return start || end ? { start, end } : null;
}

/** From the first day that may belong to it to the last. */
export function reach({ start, end }: Span): Stretch {
  return [(start ?? end!)[0], (end ?? start!)[1]];
}

/** The part that is certain, between the last day it may have begun and the first it may have ended. */
export function certain({ start, end }: Span): Stretch | null {
  return start && end && start[1] < end[0] ? [start[1], end[0]] : null;
}
