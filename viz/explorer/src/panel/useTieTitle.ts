import { useSession } from "../app/session";
import { capital } from "../i18n/vocabulary";
import type { TieGroup } from "./facts";
import { useWords } from "./words";

/** What the links of a group are called from the entity's side. */
export function useTieTitle(): (group: Pick<TieGroup, "relation" | "direction">) => string {
  const { vocabulary } = useSession();
  const say = useWords();
  return ({ relation, direction }) => {
    const name = capital(vocabulary.value.relation(relation));
    return direction === "out" ? name : say("incoming", { relation: name });
  };
}
