import { wordsOf } from "../app/session";
import type en from "./words/en.json";

const useWords = wordsOf<typeof en>("view");

/** Dates in words: "2016 – 2018", "since 2016", "until 2018", or "" where none is known. */
export function useSpan(): (since: string, until: string) => string {
  const say = useWords();
  return (since, until) => {
    if (since && until) return since === until ? since : say("span", { since, until });
    if (since) return say("since", { date: since });
    return until ? say("until", { date: until }) : "";
  };
}
