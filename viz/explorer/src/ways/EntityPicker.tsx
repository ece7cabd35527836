import { useLayoutEffect, useState } from "preact/hooks";
import { useSession } from "../app/session";
import { useAnything } from "../app/useAnything";
import { Combobox } from "../view/Combobox";
import { useWords } from "./words";

interface Props {
  readonly id: string;
  readonly label: string;
  /** The id of the entity that is chosen now, or "". */
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** A text box that chooses an entity by its name; emptied, it chooses none. */
export function EntityPicker({ id, label, chosen, onChoose }: Props) {
  const session = useSession();
  const say = useWords();
  // What is typed and not chosen yet.
  const [typed, setTyped] = useState<string | null>(null);
  // At once: an effect after the next picture would take away what was typed meanwhile.
  useLayoutEffect(() => setTyped(null), [chosen]);
  const choose = (next: string) => {
    setTyped(null);
    onChoose(next);
  };
  return (
    <Combobox
      id={id}
      label={label}
      suggestionsLabel={say("suggestions", { name: label })}
      value={typed ?? (chosen && session.nameOf(chosen))}
      suggest={useAnything()}
      onInput={(text) => (text ? setTyped(text) : choose(""))}
      onChoose={(option) => choose(option.id)}
      onEnter={(_, first) => {
        if (first) choose(first.id);
        // A name that is not chosen yet is not sent with a form.
        return first !== undefined || typed !== null;
      }}
    />
  );
}
