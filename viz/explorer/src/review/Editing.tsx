import { useId, useLayoutEffect, useState } from "preact/hooks";
import type { AskedInFull, Form, Read } from "../api/client";
import { draftOf, type Drafts, type Field, filled, type Problem, type Value, type Values } from "../edit/drafts";
import { FieldRow, useProblem } from "../edit/FieldRow";
import { useForm } from "../edit/useForm";
import { escapes } from "../view/escapes";
import { Trouble } from "../view/Trouble";
import { useWords } from "./words";
import "../edit/fields.css";

interface Props {
  readonly of: string;
  readonly fact: Read;
  /** Accept the fact with these properties. */
  readonly accept: (properties: Values) => void;
  readonly leave: () => void;
}

/** Of which kind or relation a fact is; "" where that cannot be told, and the fact not be edited. */
export function formOf({ fact, effect }: Pick<AskedInFull, "fact" | "effect">): string {
  if (!fact || !Object.keys(fact.properties).length) return "";
  const { relation, subject } = fact;
  return relation || subject.type || (effect.entities.find(({ id }) => id === subject.key)?.type ?? "");
}

/** The values of a fact, to be corrected before it is accepted. */
export function Editing({ of, ...props }: Props) {
  const { form, trouble } = useForm(of);
  if (trouble) return <Trouble reason={trouble} />;
  return form && <Filling {...props} form={form} />;
}

function Filling({ fact, form, accept, leave }: Omit<Props, "of"> & { form: Form }) {
  const say = useWords();
  const inWords = useProblem();
  const id = useId();
  const fields: readonly Field[] = form.fields.filter(({ name }) => name in fact.properties).map((one) => ({ ...one, required: false }));
  const [drafts, setDrafts] = useState<Drafts>(() => draftsOf(fields, fact.properties as Values));
  const [problems, setProblems] = useState<Readonly<Record<string, Problem>>>({});
  const focus = (name: string | undefined) => document.getElementById(`${id}-${name}`)?.focus();
  useLayoutEffect(() => focus(fields[0]?.name), []);
  const submit = (event: Event) => {
    event.preventDefault();
    const { values, problems: found } = filled(fields, drafts);
    setProblems(found);
    const [first] = Object.keys(found);
    if (first) focus(first);
    else accept(values);
  };
  return (
    <form class="editing" aria-label={say("edit.title")} noValidate onSubmit={submit} onKeyDown={(event) => escapes(event) && leave()}>
      <h3>{say("edit.title")}</h3>
      {fields.map((field) => (
        <FieldRow
          key={field.name}
          id={`${id}-${field.name}`}
          field={field}
          draft={drafts[field.name] ?? []}
          onChange={(draft) => setDrafts({ ...drafts, [field.name]: draft })}
          problem={inWords(field, problems[field.name])}
        />
      ))}
      <p class="buttons">
        <button type="submit" class="button primary">
          {say("edit.accept")}
        </button>
        <button type="button" class="button" onClick={leave}>
          {say("edit.leave")}
        </button>
      </p>
    </form>
  );
}

function draftsOf(fields: readonly Field[], properties: Values): Drafts {
  return Object.fromEntries(fields.map((field) => [field.name, draftOf(field, properties[field.name] as Value)]));
}
