import { useId } from "preact/hooks";
import { useSession } from "../app/session";
import { capital, spaced } from "../i18n/vocabulary";
import { choices, CHOSEN, relationNamed } from "./slice";
import type { ColumnPlan, TableLook } from "./uploads";
import { useWords } from "./words";

type View = TableLook["sheets"][number]["columns"][number];

interface Props {
  readonly columns: readonly ColumnPlan[];
  readonly views: readonly View[];
  /** What a column may be. */
  readonly fields: readonly string[];
  readonly choose: (header: string, readAs: string) => void;
}

/** The columns of a sheet: what each is read as, some of its values, and why it was thought so. */
export function Columns({ columns, views, fields, choose }: Props) {
  const seen = new Map(views.map((one) => [one.header, one]));
  return (
    <ul class="columns">
      {columns.map((one) => (
        <Column
          key={one.header}
          column={one}
          samples={seen.get(one.header)?.samples ?? []}
          fields={fields}
          choose={(readAs) => choose(one.header, readAs)}
        />
      ))}
    </ul>
  );
}

interface ColumnProps {
  readonly column: ColumnPlan;
  readonly samples: readonly string[];
  readonly fields: readonly string[];
  readonly choose: (readAs: string) => void;
}

function Column({ column: { header, read_as: now, why }, samples, fields, choose }: ColumnProps) {
  const say = useWords();
  const called = useFieldNames();
  const id = useId();
  return (
    <li>
      <label for={id}>{header}</label>
      <select
        id={id}
        value={now}
        aria-describedby={`${id}-why`}
        onChange={({ currentTarget: { value } }) => choose(value)}
      >
        {choices(fields, now).map((field) => (
          <option key={field} value={field}>
            {called(field)}
          </option>
        ))}
      </select>
      <span class="samples">{samples.join(" · ")}</span>
      <small id={`${id}-why`} lang={why === CHOSEN ? undefined : "en"}>
        {why === CHOSEN ? say("chosen") : why}
      </small>
    </li>
  );
}

/** What a field, or several in one cell, is called: our own words, else those of the vocabulary. */
function useFieldNames(): (field: string) => string {
  const { wording, vocabulary } = useSession();
  const say = useWords();
  const own = wording.value.catalogue["add"] ?? {};
  const { value: words } = vocabulary;
  const one = (field: string) => {
    if (`field.${field}` in own) return say(`field.${field}` as "field.ignore");
    const property = words.property(field);
    return property === spaced(field) ? words.relation(relationNamed(field)) : property;
  };
  return (field) => capital(field.replace(/[A-Za-z]+/g, one));
}
