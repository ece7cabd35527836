/** What the page works out of the queue and of a proposal. */

import type { Asked, AskedInFull, Tally } from "../api/client";
import { capital, type Vocabulary } from "../i18n/vocabulary";

type Told = NonNullable<Asked["told"]>;

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

/** What a fact says, in the words of the vocabulary: "LITEK member of EPIC: Role member". */
export function titleOf({ subject, type, relation, object, properties }: Told, vocabulary: Vocabulary): string {
  const kind = type && `(${vocabulary.kind(type)})`;
  const tie = [subject, kind, relation && vocabulary.relation(relation), object].filter(Boolean).join(" ");
  const said = Object.entries(properties).map(([property, value]) => {
    const texts = vocabulary.texts(property, value).map(({ text }) => text);
    return `${vocabulary.property(property)} ${texts.join(", ")}`;
  });
  return [tie, capital(said.join(", "))].filter(Boolean).join(": ");
}

/** What a remark is about: a property, or a relation with its other end; "" is all. */
export function factInWords(fact: string, vocabulary: Vocabulary): string {
  const [relation = "", target] = fact.split(" ");
  if (target) return `${vocabulary.relation(relation)} ${target}`;
  return fact && vocabulary.property(fact);
}

function total(tally: readonly Tally[]): number {
  return tally.reduce((sum, { count }) => sum + count, 0);
}
