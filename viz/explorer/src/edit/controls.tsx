/** Controls of fields: what one types, chooses or picks. */

import { useSession } from "../app/session";
import { capital } from "../i18n/vocabulary";
import { Combobox, type Suggest } from "../view/Combobox";
import { term, termParts } from "./drafts";
import type { ControlProps } from "./controlProps";
import { useWords } from "./words";

/** So many suggestions are shown. */
const MOST = 8;
const NUMERIC = new Set(["integer", "decimal", "date"]);

/** What says that a control cannot be taken, and what explains it. */
export function marks({ describedBy, problem }: Pick<ControlProps, "describedBy" | "problem">) {
  return { ...(describedBy ? { "aria-describedby": describedBy } : {}), ...(problem ? { "aria-invalid": true } : {}) };
}

const one = (text: string, key = "") => [{ key, text }];

export function Single(props: ControlProps) {
  const { id, field, draft, onChange } = props;
  return (
    <input
      id={id}
      type="text"
      autocomplete="off"
      inputMode={NUMERIC.has(field.datatype) ? "decimal" : field.datatype === "anyURI" ? "url" : "text"}
      maxLength={2000}
      required={field.required}
      value={draft[0]?.text ?? ""}
      onInput={({ currentTarget }) => onChange(one(currentTarget.value))}
      {...marks(props)}
    />
  );
}

/** One of the values that there are; nothing is one of them. */
export function Chosen(props: ControlProps) {
  const { id, field, draft, onChange } = props;
  const say = useWords();
  const truth = [
    { value: "true", label: say("yes") },
    { value: "false", label: say("no") },
  ];
  const values = field.datatype === "boolean" ? truth : field.values;
  return (
    <select
      id={id}
      required={field.required}
      value={draft[0]?.text ?? ""}
      onChange={({ currentTarget }) => onChange(one(currentTarget.value))}
      {...marks(props)}
    >
      <option value="">{say("none")}</option>
      {values.map(({ value, label }) => (
        <option key={value} value={value}>
          {capital(label)}
        </option>
      ))}
    </select>
  );
}

/** Any of the values that there are. */
export function Choices(props: ControlProps) {
  const { id, field, draft, onChange } = props;
  const chosen = new Set(draft.map(({ text }) => text));
  const turn = (value: string) =>
    onChange(field.values.filter((each) => (each.value === value) !== chosen.has(each.value)).map(({ value }) => ({ key: "", text: value })));
  return (
    <div class="choices">
      {field.values.map(({ value, label }, place) => (
        <label key={value}>
          <input
            id={place ? undefined : id}
            type="checkbox"
            checked={chosen.has(value)}
            onChange={() => turn(value)}
            {...marks(props)}
          />{" "}
          {capital(label)}
        </label>
      ))}
    </div>
  );
}

/** How long: years and months. */
export function Term(props: ControlProps) {
  const { id, draft, onChange } = props;
  const say = useWords();
  const { years, months } = termParts(draft[0]?.text ?? "");
  const box = (name: "years" | "months", value: string, change: (text: string) => string) => (
    <label>
      {say(name)}
      <input
        id={name === "years" ? id : undefined}
        type="number"
        min={0}
        max={999}
        value={value}
        onInput={({ currentTarget }) => onChange(one(change(currentTarget.value)))}
        {...marks(props)}
      />
    </label>
  );
  return (
    <div class="term">
      {box("years", years, (text) => term(text, months))}
      {box("months", months, (text) => term(years, text))}
    </div>
  );
}

/** An entity, by its name: organisations and so on, technologies, regions. */
export function Picked(props: ControlProps) {
  const { id, field, draft, onChange, describedBy, problem } = props;
  const say = useWords();
  const label = `${field.label} (${say("required")})`;
  return (
    <Combobox
      id={id}
      label={label}
      suggestionsLabel={say("suggestions", { name: field.label })}
      placeholder={say("entity.hint")}
      value={draft[0]?.text ?? ""}
      suggest={useSuggest(field.kinds ?? [])}
      onInput={(text) => onChange(one(text))}
      onChoose={({ id, text }) => onChange(one(text, id))}
      describedBy={describedBy}
      invalid={Boolean(problem)}
    />
  );
}

/** Suggests what is of these kinds; regions and technologies need not be in the graph yet. */
function useSuggest(kinds: readonly string[]): Suggest {
  const { client, settings, vocabulary } = useSession();
  const { language } = settings.value;
  const others = kinds.filter((kind) => kind !== "Region");
  return async (text, signal) => {
    const regions = kinds.includes("Region") ? (await client.regions(text, MOST, signal)).regions : [];
    const found = others.length ? (await client.search(text, language, MOST, signal, others)).found : [];
    return [
      ...found.map(({ id, name, kind, type }) => ({ id, kind, text: name, note: capital(vocabulary.value.kind(type)) })),
      ...regions.map(({ id, name, names, country }) => ({ id, kind: "Region", text: names[language] ?? name, note: country })),
    ];
  };
}
