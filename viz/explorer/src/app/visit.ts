import { chosen } from "../state/selection";
import { around } from "../state/view";
import { useSession } from "./session";
import { useWords } from "./words";

/** Go to an entity: it is chosen, and the network shows it with what lies around it. */
export function useVisit(): (id: string) => Promise<void> {
  const session = useSession();
  const say = useWords();
  return async (asked) => {
    // A name or another id of the entity is understood too.
    const { id, name } = await session.client.entity(asked);
    if (!session.shows(id)) session.step(say("visited", { name }), () => ({ view: around(id) }));
    session.selection.value = chosen(session.selection.value, id);
  };
}
