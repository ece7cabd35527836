import { useSession } from "../app/session";
import { capital } from "../i18n/vocabulary";
import type { TieGroup } from "./facts";
import { useWords } from "./words";
import en from "./words/en.json";

/** What the links of a group are called from the entity's side. */
export function useTieTitle(): (group: Pick<TieGroup, "relation" | "direction">) => string {
  const { vocabulary } = useSession();
  const say = useWords();
  return ({ relation, direction }) => {
    const own = `in.${relation}`;
    if (direction === "in" && own in en) return say(own as keyof typeof en);
    return capital(vocabulary.value.relation(relation));
  };
}
