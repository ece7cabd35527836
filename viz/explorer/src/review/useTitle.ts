import type { Asked } from "../api/client";
import { useSession } from "../app/session";
import { titleOf } from "./slice";
import { useWords } from "./words";

/** What a proposal is called in the reader's language. */
export function useTitle(): (asked: Asked) => string {
  const say = useWords();
  const { vocabulary } = useSession();
  return ({ title, told }) => {
    if (!told) return title;
    const fact = titleOf(told, vocabulary.value);
    return told.denies ? say("denied", { fact }) : fact;
  };
}
