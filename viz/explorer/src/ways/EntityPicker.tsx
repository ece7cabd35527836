import { useEffect, useState } from "preact/hooks";
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

/** A text box that chooses an entity by its name. */
export function EntityPicker({ id, label, chosen, onChoose }: Props) {
  const session = useSession();
  const say = useWords();
  const name = chosen && session.nameOf(chosen);
  const [text, setText] = useState(name);
  useEffect(() => setText(name), [name]);
  return (
    <Combobox
      id={id}
      label={label}
      suggestionsLabel={say("suggestions", { name: label })}
      value={text}
      suggest={useAnything()}
      onInput={setText}
      onChoose={(option) => onChoose(option.id)}
      onEnter={(_, first) => first && onChoose(first.id)}
    />
  );
}
