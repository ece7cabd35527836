/** The question, and what became of it. */

import type { Answer, Problem, Step, Suggestion, Witness } from "../api/client";
import { capital, count, span, words } from "./words";

export interface Question {
  readonly technology: string;
  readonly region: string;
}

export type Asking =
  | { readonly state: "idle" }
  | { readonly state: "waiting"; readonly question: Question }
  | { readonly state: "answered"; readonly question: Question; readonly answer: Answer }
  | { readonly state: "refused"; readonly question: Question; readonly problem: Problem }
  | { readonly state: "failed"; readonly question: Question; readonly reason: string };

/** An answer with the next page of its hits. */
export function continued(answer: Answer, following: Answer): Answer {
  return { ...answer, hits: [...answer.hits, ...following.hits], next: following.next };
}

/** The question with the name that was not understood replaced by one of its candidates. */
export function corrected(question: Question, asked: string, id: string): Question {
  const technology = question.technology.trim() === asked.trim();
  return technology ? { ...question, technology: id } : { ...question, region: id };
}

/** What was understood and how much was found. */
export function headline({ query, total }: Answer): string {
  const { technology, region } = query;
  const who = total ? count(total, "organisation") : "No organisation";
  const verb = total === 1 || !total ? "works" : "work";
  return `${who} ${verb} on ${technology.label} in ${region.label}`;
}

/** What the reader is to know about how the names were understood. */
export function understanding({ query }: Answer): string[] {
  return [query.technology, query.region].flatMap((one) => [
    ...(one.corrected ? [`“${one.asked}” was understood as ${one.label}.`] : []),
    ...(one.note ? [`${one.note}.`] : []),
  ]);
}

/** Further things that the names may mean, each as the question about it. */
export function alternatives(question: Question, answer: Answer): [Suggestion, Question][] {
  const { technology, region } = answer.query;
  return [
    ...technology.others.map((one): [Suggestion, Question] => [one, { ...question, technology: one.id }]),
    ...region.others.map((one): [Suggestion, Question] => [one, { ...question, region: one.id }]),
  ];
}

/** Every id that an answer names and does not call by its name. */
export function nameless(answer: Answer, names: ReadonlyMap<string, string>): string[] {
  const ids = answer.hits.flatMap((hit) => [
    hit.region,
    ...hit.technologies,
    ...[...hit.paths.flat(), ...hit.places].flatMap((step) => [step.source, step.target]),
  ]);
  const briefs = [answer.membership, answer.unplaced, answer.ended].flat();
  ids.push(...briefs.flatMap((one) => [one.region, one.successor, ...one.via]));
  return [...new Set(ids)].filter((id) => id && !names.has(id)).sort();
}

export interface Reason {
  readonly text: string;
  readonly witnesses: readonly Witness[];
}

/** A path as one line for each step, with who says so. */
export function reasons(path: readonly Step[], names: ReadonlyMap<string, string>): Reason[] {
  return path.map((step) => {
    const name = (id: string) => names.get(id) ?? id;
    const notes = [words(step.role), span(step.since, step.until)].filter(Boolean).join(", ");
    const text = `${name(step.source)} ${words(step.relation)} ${name(step.target)}`;
    return { text: notes ? `${text} (${notes})` : text, witnesses: step.evidence };
  });
}

/** Where an answer's facet stands, as short words: "Company 12 · University 5". */
export function facet(answer: Answer, name: string): string {
  const values = Object.entries(answer.facets[name] ?? {});
  return values.map(([value, number]) => `${capital(words(value))} ${number}`).join(" · ");
}
