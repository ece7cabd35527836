/** What the list of contradictions works out: who decided, and what deciding posts. */

import type { Claim, Contradiction } from "../api/client";

/** What is posted to decide: the last part of the address, and what is said. */
export interface Decision {
  readonly path: string;
  readonly said: Readonly<Record<string, unknown>>;
}

/** Whether a person decided already: what stands was entered by hand. */
export function byPeople({ stands }: Contradiction): boolean {
  return stands.witness.source.startsWith("hand/");
}

/** What tells a contradiction from others of the list. */
export function keyOf({ entity, relation, target, role, since, property, language }: Contradiction): string {
  return [entity, relation, target, role, since, property, language].join(" ");
}

/** Whether it is decided by a value: a length and two dates are corrected where they stand. */
export function decidable({ rule }: Contradiction): boolean {
  return rule !== "exactness";
}

/** Of two roles, both of which stand, one is denied; of values, one is said to be right. */
export function denies({ rule }: Contradiction): boolean {
  return rule === "both";
}

export function decision(one: Contradiction, { value }: Claim): Decision {
  const { entity, property, language, relation, target, role, since } = one;
  if (!relation) {
    const right = language ? { [language]: value } : value;
    return { path: "correct", said: { entity, property, value: right } };
  }
  const tie = { source: entity, relation, target };
  if (denies(one)) return { path: "deny-relation", said: { ...tie, role: value } };
  return { path: "correct-relation", said: { ...tie, role, since, properties: { [property]: value } } };
}

/** Where a claim was read, as far as its witness tells. */
export function placeOf({ witness: { urls, source, locator } }: Claim): string {
  return urls[0] ?? `${source}, ${locator}`;
}
