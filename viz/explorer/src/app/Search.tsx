import { useSignal } from "@preact/signals";
import { Refused } from "../api/client";
import { Combobox } from "../view/Combobox";
import { Trouble } from "../view/Trouble";
import { useAnything } from "./useAnything";
import { useVisit } from "./visit";
import { useWords } from "./words";

export const SEARCH_BOX = "search";

/** Finds anything by name, in any language, typing errors forgiven; Enter goes there. */
export function Search() {
  const say = useWords();
  const visit = useVisit();
  const text = useSignal("");
  const trouble = useSignal("");
  const go = async (id: string) => {
    try {
      trouble.value = "";
      await visit(id);
      text.value = "";
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      trouble.value = error.message;
    }
  };
  return (
    <form role="search" class="search" onSubmit={(event) => event.preventDefault()}>
      <Combobox
        id={SEARCH_BOX}
        label={say("search")}
        suggestionsLabel={say("suggestions", { name: say("search") })}
        placeholder={say("search.hint")}
        value={text.value}
        suggest={useAnything()}
        onInput={(typed) => {
          text.value = typed;
          trouble.value = "";
        }}
        onChoose={({ id }) => void go(id)}
        onEnter={(typed, first) => {
          if (typed.trim()) void go(first?.id ?? typed.trim());
          return true;
        }}
      />
      <Trouble reason={trouble.value} />
    </form>
  );
}
