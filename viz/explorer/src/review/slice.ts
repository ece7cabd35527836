/** What the page works out of the queue and of a proposal. */

import type { AskedInFull, Tally } from "../api/client";

/** The kinds of proposals, in the order in which they are offered; "" is all. */
export const KINDS = ["", "pair", "fact", "remark"] as const;
export type Kind = (typeof KINDS)[number];

/** What the address calls the list of contradictions, which nobody proposes. */
export const CONTRADICTIONS = "contradictions";

export interface Progress {
  readonly done: number;
  readonly all: number;
}

/** The kind that an address names; all for any other. */
export function kindNamed(text: string): Kind {
  return KINDS.find((one) => one === text) ?? "";
}

/** How many proposals of a kind are no longer open, of how many. */
export function progress(tally: readonly Tally[], kind: Kind): Progress {
  const ours = tally.filter((one) => !kind || one.kind === kind);
  const done = ours.filter(({ state }) => state !== "open");
  return { done: total(done), all: total(ours) };
}

/** Whether a proposal can be decided: what was skipped still can. */
export function undecided(state: string): boolean {
  return state === "open" || state === "skipped";
}

/** What entities are called that a proposal speaks of, by their ids. */
export function namesIn({ pair, fact, effect }: AskedInFull): ReadonlyMap<string, string> {
  const named = [pair?.left, pair?.right, fact?.subject, fact?.object, ...effect.entities];
  return new Map(named.flatMap((one) => (one?.id ? [[one.id, one.name]] : [])));
}

function total(tally: readonly Tally[]): number {
  return tally.reduce((sum, { count }) => sum + count, 0);
}
