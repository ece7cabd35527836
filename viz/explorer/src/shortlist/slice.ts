/** What a shortlist says of pairs. */

import type { Pair, Shortlist } from "../api/client";

type Joint = Pair["projects"][number];

/** In what two have met: projects, then agreements, then events. */
export function meetings({ projects, agreements, events }: Pair): readonly Joint[] {
  return [...projects, ...agreements, ...events];
}

/** What an organisation of the list is called; its id if it is not on it. */
export function memberName({ members }: Shortlist, id: string): string {
  return members.find((one) => one.id === id)?.name ?? id;
}

/** Counts, the largest first. */
export function ranked(counts: Readonly<Record<string, number>>): readonly (readonly [string, number])[] {
  return Object.entries(counts).sort(([, one], [, other]) => other - one);
}
