import { useSession } from "../app/session";
import { chosen } from "../state/selection";

interface Props {
  readonly id: string;
  readonly name: string;
  /** That of the name, "" if no source says. */
  readonly language?: string;
}

/** A name that opens what is known of it. */
export function NameButton({ id, name, language = "" }: Props) {
  const { selection } = useSession();
  return (
    <button type="button" class="name-button" lang={language || undefined} onClick={() => (selection.value = chosen(selection.value, id))}>
      {name}
    </button>
  );
}
