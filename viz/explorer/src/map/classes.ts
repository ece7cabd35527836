/** The classes of a choropleth: counts are skewed, so each class is some times wider than the last. */

export interface Class {
  readonly from: number;
  readonly to: number;
}

const MOST = 5;

/** Classes from 1 to `most` that begin at round numbers; none where there is nothing. */
export function classes(most: number, number = MOST): Class[] {
  if (most < 1) return [];
  const steps = Array.from({ length: number }, (_, step) => rounded(most ** (step / number)));
  const starts = [...new Set(steps)].filter((start) => start <= most);
  return starts.map((from, place) => ({ from, to: (starts[place + 1] ?? most + 1) - 1 }));
}

/** The place of the class that a count falls into; -1 for 0. */
export function classOf(all: readonly Class[], count: number): number {
  return all.findLastIndex(({ from }) => count >= from);
}

/** The nearest of 1, 2, 3, 5, 10, 20, 30, 50 … */
function rounded(number: number): number {
  const power = 10 ** Math.floor(Math.log10(number));
  const far = (one: number) => Math.abs(Math.log((one * power) / number));
  return power * [1, 2, 3, 5, 10].reduce((best, one) => (far(one) < far(best) ? one : best));
}
