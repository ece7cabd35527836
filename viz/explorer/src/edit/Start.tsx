import { useState } from "preact/hooks";
import type { Forms } from "../api/client";
import { useAnything } from "../app/useAnything";
import { capital } from "../i18n/vocabulary";
import { Combobox } from "../view/Combobox";
import type { Asked } from "./asked";
import { Recent } from "./Recent";
import { Select } from "./Select";
import type { Desk } from "./useDesk";
import { useWords } from "./words";

/** What is entered most often when one does not know what it is yet. */
const FIRST_KIND = "Company";
const FIRST_RELATION = "MEMBER_OF";

/** Where editing begins: find something, add something, or look at what was entered. */
export function Start({ forms, desk, go }: { forms: Forms; desk: Desk; go: (wanted: Asked) => void }) {
  const say = useWords();
  const [text, setText] = useState("");
  const [type, setType] = useState(FIRST_KIND);
  const [relation, setRelation] = useState(FIRST_RELATION);
  const visit = (id: string) => go({ page: "entity", id });
  return (
    <>
      <section class="card" aria-label={say("find")}>
        <Combobox
          id="find"
          label={say("find")}
          suggestionsLabel={say("suggestions", { name: say("find") })}
          placeholder={say("find.hint")}
          value={text}
          suggest={useAnything()}
          onInput={setText}
          onChoose={({ id }) => visit(id)}
          onEnter={(typed, first) => {
            const wanted = first?.id ?? typed.trim();
            if (wanted) visit(wanted);
            return true;
          }}
        />
      </section>
      <section class="card" aria-label={say("something.new")}>
        <Select
          label={say("something.new")}
          value={type}
          options={options(forms.kinds)}
          onChange={setType}
          onGo={() => go({ page: "add", type })}
        />
        <Select
          label={say("relation.new")}
          value={relation}
          options={options(forms.relations)}
          onChange={setRelation}
          onGo={() => go({ page: "relate", relation, source: "", target: "" })}
        />
      </section>
      <Recent desk={desk} />
    </>
  );
}

/** By their names, as the language orders them. */
function options(terms: readonly { readonly value: string; readonly label: string }[]) {
  return terms.map(({ value, label }) => ({ value, label: capital(label) })).sort((a, b) => a.label.localeCompare(b.label));
}
