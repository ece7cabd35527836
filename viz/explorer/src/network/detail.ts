/** How much is drawn of a picture with very many lines. */

import type { DrawnLink } from "./marks";

/** With more lines than this each is a hair, and those from one community to another are thinned out. */
export const MOST_LINES = 20_000;
/** So many lines from one community to another stand for all of them. */
const MOST_FAR = 4_000;

/**
 * Lines, each under its pair of rows. Where there are very many, one in so many of those that are far
 * is drawn, so that the picture still tells where most of them lead; the others are quiet.
 */
export function thinned(lines: ReadonlyMap<number, DrawnLink>, isFar: (pair: number) => boolean): DrawnLink[] {
  if (lines.size <= MOST_LINES) return [...lines.values()];
  const far = [...lines.keys()].filter(isFar);
  const every = Math.ceil(far.length / MOST_FAR);
  const quiet = new Set(far.filter((_, place) => place % every > 0));
  return [...lines].map(([pair, line]) => (quiet.has(pair) ? { ...line, quiet: true } : line));
}
