import { useState } from "preact/hooks";
import { useAnswer } from "../app/useAnswer";
import { useAnything } from "../app/useAnything";
import { Combobox, type Option } from "../view/Combobox";
import { useWords } from "./words";

interface Props {
  /** Which sheet it is of. */
  readonly at: number;
  /** The id or key of what the rows belong to, or "". */
  readonly of: string;
  readonly choose: (id: string, type: string) => void;
}

const USUAL = "Organisation";

/** Chooses by name what the rows are members, partners or products of; emptied, it chooses none. */
export function OfPicker({ at, of, choose }: Props) {
  const say = useWords();
  const name = useName(of);
  const [typed, setTyped] = useState<string | null>(null);
  const take = ({ id, kind }: Pick<Option, "id" | "kind">) => {
    setTyped(null);
    choose(id, kind && kind !== USUAL ? kind : "");
  };
  return (
    <Combobox
      id={`of-${at}`}
      label={say("of")}
      suggestionsLabel={say("of_suggestions")}
      value={typed ?? name}
      suggest={useAnything()}
      onInput={(text) => (text ? setTyped(text) : take({ id: "" }))}
      onChoose={take}
      onEnter={(_, first) => {
        if (first) take(first);
        // A name that is not chosen yet is not sent with the form.
        return first !== undefined || typed !== null;
      }}
    />
  );
}

/** What an entity is called; its id until that is known, and where it has no page yet. */
function useName(id: string): string {
  const loaded = useAnswer(async (client) => ({ id, name: id && (await client.entity(id)).name }), [id]);
  return loaded.state === "here" && loaded.found.id === id ? loaded.found.name : id;
}
