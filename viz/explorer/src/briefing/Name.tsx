import { useSession } from "../app/session";
import { NameButton } from "../view/NameButton";

/** The same as the reader's language calls it, where the graph here knows. */
export function Name({ id, name }: { id: string; name: string }) {
  return <NameButton id={id} name={useSession().nameOf(id, name)} />;
}
