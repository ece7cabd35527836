/** When links hold. */

import type { Columns } from "./columns";

/**
 * The partial dates between which a link holds, "" for not known. One that has none holds no longer
 * than the project, agreement or event that it is of; what is of organisations alone may hold for ever.
 */
export function held({ kinds, since, until, links }: Columns, link: number): readonly [string, string] {
  const own = [links.since[link]!, links.until[link]!] as const;
  if (own[0] || own[1]) return own;
  const isPassing = (row: number) => kinds[row] !== "Organisation" && (since[row] || until[row]);
  const [source, target] = [links.sources[link]!, links.targets[link]!];
  const passing = isPassing(source) ? source : target;
  return isPassing(passing) ? [since[passing]!, until[passing]! || since[passing]!] : own;
}

export function isDated(columns: Columns, link: number): boolean {
  return held(columns, link).some(Boolean);
}
