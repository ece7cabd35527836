/** The question, what narrows it, and what became of it. */

import type { Answer, Hit, Problem, WhoParameters } from "../api/client";
import { first, type Parts } from "../state/address";

export interface Question {
  readonly technology: string;
  readonly region: string;
  /** Classes of organisations; empty: all. */
  readonly kinds: readonly string[];
  readonly roles: readonly string[];
}

export type Asking =
  | { readonly state: "idle" }
  | { readonly state: "waiting" }
  | { readonly state: "answered"; readonly answer: Answer }
  | { readonly state: "refused"; readonly problem: Problem }
  | { readonly state: "failed"; readonly reason: string };

/** The question that the address asks. */
export function asked(parts: Parts): Question {
  return {
    technology: first(parts, "technology"),
    region: first(parts, "region"),
    kinds: parts["who-kind"] ?? [],
    roles: parts["who-role"] ?? [],
  };
}

/** The parts of the address that ask a question. */
export function asking({ technology, region, kinds, roles }: Question): Parts {
  return { technology: [technology], region: [region], "who-kind": kinds, "who-role": roles };
}

/** The question as the API takes it. */
export function parameters({ technology, region, kinds, roles }: Question): WhoParameters {
  return { technology, region, kind: [...kinds], role: [...roles] };
}

/** An answer with the next page of its hits. */
export function continued(answer: Answer, following: Answer): Answer {
  return { ...answer, hits: [...answer.hits, ...following.hits], next: following.next };
}

/** The question with the name that was not understood replaced by one of its candidates. */
export function corrected(question: Question, asked: string, id: string): Question {
  const technology = question.technology.trim() === asked.trim();
  return technology ? { ...question, technology: id } : { ...question, region: id };
}

/** What a table is sorted by: `rank` is the server's order. */
export type Column = "rank" | "name" | "kind" | "place" | "score" | "active";
export interface Order {
  readonly column: Column;
  readonly down: boolean;
}

export const RANKED: Order = { column: "rank", down: false };

/** Numbers and dates begin with the largest, words with A; the same again turns it round. */
export function ordered(order: Order, column: Column): Order {
  return { column, down: order.column === column ? !order.down : column === "score" || column === "active" };
}

/** The hits in an order; `text` gives what a column says of a hit. What says nothing comes last. */
export function sorted(hits: readonly Hit[], { column, down }: Order, text: (hit: Hit) => string, language: string): readonly Hit[] {
  if (column === "rank") return down ? hits.toReversed() : hits;
  const { compare } = new Intl.Collator(language, { numeric: true });
  return hits.toSorted((one, other) => {
    const [a, b] = [text(one), text(other)];
    if (!a || !b) return Number(!a) - Number(!b);
    return down ? compare(b, a) : compare(a, b);
  });
}

/** A value that an answer can be narrowed by. */
export interface Facet {
  readonly value: string;
  readonly number: number;
  readonly on: boolean;
}

/** The values of a facet, the most frequent first; those that are chosen are there whatever was found. */
export function facet(counts: Readonly<Record<string, number>> = {}, chosen: readonly string[] = []): Facet[] {
  const values = new Set([...chosen, ...Object.keys(counts)]);
  return [...values]
    .map((value) => ({ value, number: counts[value] ?? 0, on: chosen.includes(value) }))
    .sort((one, other) => other.number - one.number);
}
