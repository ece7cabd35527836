/** The view in the address bar, so that copying it shows the same to another person. */

import type { Question } from "./question";

export interface Address {
  readonly focus: string;
  readonly chosen: string;
  readonly question: Question;
}

export const START = "laser-go";

export function parse(hash: string): Address {
  const parts = new URLSearchParams(hash.replace(/^#/, ""));
  const part = (name: string) => parts.get(name) ?? "";
  return {
    focus: part("focus") || START,
    chosen: part("chosen"),
    question: { technology: part("technology"), region: part("region") },
  };
}

export function format({ focus, chosen, question }: Address): string {
  const parts = { focus: focus === START ? "" : focus, chosen, ...question };
  const filled = Object.entries(parts).filter(([, value]) => value !== "");
  return filled.length ? `#${new URLSearchParams(filled)}` : "";
}
