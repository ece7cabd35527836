import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import type { Form } from "../api/client";
import { useSession } from "../app/session";
import { Effect } from "../review/Effect";
import { escapes } from "../view/escapes";
import { Trouble } from "../view/Trouble";
import type { Action } from "./actions";
import { EntityLink } from "./EntityLink";
import type { Drafts, Field } from "./drafts";
import { FieldRow, useProblem } from "./FieldRow";
import { type Entry, type Made, type Tried, useEntry } from "./useEntry";
import { useForm } from "./useForm";
import { useWords } from "./words";

interface Props {
  readonly action: Action;
  /** What is done, as the heading of the form; what follows from it. */
  readonly title: string;
  readonly hint?: string;
  /** What entities are called that it may touch. */
  readonly names: ReadonlyMap<string, string>;
  /** Where the last entry was read. */
  readonly place: string;
  readonly onMade: (made: Made, place: string) => void;
  readonly onCancel: () => void;
}

/** One thing to enter by hand: its fields, what it would change, and then the entry itself. */
export function EntryForm({ of, ...props }: Props & { of: string }) {
  const { form, trouble } = useForm(of);
  if (trouble) return <Trouble reason={trouble} />;
  return form && <Filling {...props} form={form} />;
}

function Filling({ action, form, title, hint, names, place, onMade, onCancel }: Props & { form: Form }) {
  const say = useWords();
  const session = useSession();
  const id = useId();
  const entry = useEntry(action, form, place, onMade);
  const idOf = (field: string) => `${id}-${field}`;
  useFirst(idOf(entry.fields[0]?.name ?? ""));
  const toWrong = (field: string) =>
    requestAnimationFrame(() => {
      const at = document.getElementById(idOf(field));
      at?.closest("details")?.setAttribute("open", "");
      at?.focus();
    });
  const submit = (event: Event) => {
    event.preventDefault();
    entry.send(toWrong);
  };
  const wrong = Object.keys(entry.problems).length + Object.keys(entry.faults).length;
  useEffect(() => {
    if (wrong) session.announce(say("wrong", { n: wrong }));
  }, [wrong]);
  return (
    <form class="entry" aria-label={title} noValidate onSubmit={submit} onKeyDown={(event) => escapes(event) && onCancel()}>
      <h3>{title}</h3>
      {hint && <p class="hint">{hint}</p>}
      <Fields entry={entry} idOf={idOf} />
      {entry.trouble && <Refusal text={entry.trouble} />}
      {entry.tried && <Outlook tried={entry.tried} names={new Map([...names, ...picked(entry.drafts)])} />}
      <p class="buttons">
        <button type="submit" class="button primary">
          {say(entry.tried ? "enter" : "try")}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          {say("cancel")}
        </button>
      </p>
    </form>
  );
}

/** The fields; the rarer ones are folded away. */
function Fields({ entry, idOf }: { entry: Entry; idOf: (field: string) => string }) {
  const say = useWords();
  const inWords = useProblem();
  const { drafts, problems, faults, change } = entry;
  const rare = entry.fields.filter(({ name }) => entry.rare.has(name));
  const common = entry.fields.filter(({ name }) => !entry.rare.has(name));
  const row = (field: Field) => (
    <FieldRow
      key={field.name}
      id={idOf(field.name)}
      field={field}
      draft={drafts[field.name] ?? []}
      onChange={(draft) => change(field.name, draft)}
      problem={faults[field.name] ?? inWords(field, problems[field.name])}
    />
  );
  const witness = common.slice(-2);
  return (
    <>
      {common.slice(0, -2).map(row)}
      {rare.length > 0 && (
        <details>
          <summary>{say("more.fields", { n: rare.length })}</summary>
          {rare.map(row)}
        </details>
      )}
      {witness.map(row)}
    </>
  );
}

function Refusal({ text }: { text: string }) {
  const place = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => place.current?.focus(), [text]);
  return (
    <p ref={place} class="trouble" role="alert" lang="en" tabIndex={-1}>
      {text}
    </p>
  );
}

/** What the entities are called that were picked in a form. */
function picked(drafts: Drafts): readonly (readonly [string, string])[] {
  return ["source", "target"].flatMap((end) => drafts[end] ?? []).map(({ key, text }) => [key, text]);
}

/** What the entry would change; the focus comes here, the button that enters it is next. */
function Outlook({ tried: { effect, near }, names }: { tried: Tried; names: ReadonlyMap<string, string> }) {
  const say = useWords();
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    place.current?.focus();
    place.current?.scrollIntoView({ block: "nearest" });
  }, [effect]);
  return (
    <div ref={place} class="outlook" role="group" aria-label={say("effect")} tabIndex={-1}>
      {near.length > 0 && (
        <>
          <p class="warning">{say("near")}</p>
          <ul>
            {near.map(({ id, name }) => (
              <li key={id}>
                <EntityLink id={id} name={name} />
              </li>
            ))}
          </ul>
        </>
      )}
      <Effect title={say("effect")} effect={effect} names={new Map([...effect.entities.map(({ id, name }) => [id, name] as const), ...names])} />
    </div>
  );
}

/** Brings the focus to the first field, once, with its drawing: later somebody may type in another. */
function useFirst(id: string): void {
  useLayoutEffect(() => document.getElementById(id)?.focus(), []);
}
