import { useSession } from "../app/session";
import { chosen } from "../state/selection";

/** A name that opens what is known of it. */
export function Name({ id, name }: { id: string; name: string }) {
  const session = useSession();
  const { selection } = session;
  return (
    <button type="button" class="name-button" onClick={() => (selection.value = chosen(selection.value, id))}>
      {session.nameOf(id, name)}
    </button>
  );
}
