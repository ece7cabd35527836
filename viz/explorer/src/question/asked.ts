import type { Question } from "./slice";

/** The question as it was asked, and what asks another in its place. */
export interface Asked {
  readonly question: Question;
  readonly ask: (question: Question) => void;
}
