/** The question, and what became of it. */

import type { Answer, Problem } from "../api/client";
import { first, type Parts } from "../state/address";

export interface Question {
  readonly technology: string;
  readonly region: string;
}

export type Asking =
  | { readonly state: "idle" }
  | { readonly state: "waiting" }
  | { readonly state: "answered"; readonly answer: Answer }
  | { readonly state: "refused"; readonly problem: Problem }
  | { readonly state: "failed"; readonly reason: string };

/** The question that the address asks. */
export function asked(parts: Parts): Question {
  return { technology: first(parts, "technology"), region: first(parts, "region") };
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
