import { useSession } from "../app/session";
import { marks } from "./controls";
import { EMPTY, type Line, UNKNOWN } from "./drafts";
import type { ControlProps } from "./controlProps";
import { useWords } from "./words";

/** The languages that texts are offered in: ours, then those of Europe. */
const LANGUAGES = "en lt fr de bg cs da el es et fi ga hr hu it lv mt nb nl pl pt ro sk sl sv tr uk".split(" ");

/** Several texts, one a line; where they have a language, each with its own. */
export function Lines(props: ControlProps) {
  const { id, field, draft, onChange } = props;
  const say = useWords();
  const lines = draft.length ? draft : [EMPTY];
  const inLanguages = field.datatype === "langString";
  const change = (place: number, line: Line) => onChange(lines.map((one, at) => (at === place ? line : one)));
  const another = () => {
    onChange([...lines, { key: inLanguages ? unused(lines) : "", text: "" }]);
    focusOn(`${id}-${lines.length}`);
  };
  const remove = (place: number) => {
    onChange(lines.filter((_, at) => at !== place));
    focusOn(id);
  };
  return (
    <>
      <ul class="lines">
        {lines.map((line, place) => (
          <LineOf
            key={place}
            box={props}
            line={line}
            place={place}
            onChange={(next) => change(place, next)}
            onRemove={lines.length > 1 ? () => remove(place) : null}
          />
        ))}
      </ul>
      <button type="button" class="button small" aria-label={say("line.add.to", { name: field.label })} onClick={another}>
        {say("line.add")}
      </button>
    </>
  );
}

interface LineProps {
  readonly box: ControlProps;
  readonly line: Line;
  readonly place: number;
  readonly onChange: (line: Line) => void;
  /** null for the only line. */
  readonly onRemove: (() => void) | null;
}

function LineOf({ box, line, place, onChange, onRemove }: LineProps) {
  const { id, field } = box;
  const say = useWords();
  const inLanguages = field.datatype === "langString";
  const which = { name: field.label, n: place + 1 };
  return (
    <li>
      {inLanguages && (
        <LanguageOf
          label={say("language.of", which)}
          language={line.key || UNKNOWN}
          onChange={(key) => onChange({ ...line, key })}
        />
      )}
      <input
        id={place ? `${id}-${place}` : id}
        type="text"
        autocomplete="off"
        maxLength={2000}
        aria-label={say(inLanguages ? "text.in" : "line.of", which)}
        lang={inLanguages && line.key !== UNKNOWN ? line.key : undefined}
        value={line.text}
        onInput={({ currentTarget }) => onChange({ ...line, text: currentTarget.value })}
        {...marks(box)}
      />
      {onRemove && (
        <button type="button" class="button small" aria-label={say("line.remove.of", which)} onClick={onRemove}>
          {say("line.remove")}
        </button>
      )}
    </li>
  );
}

function LanguageOf({ label, language, onChange }: { label: string; language: string; onChange: (language: string) => void }) {
  const say = useWords();
  const { settings } = useSession();
  const called = new Intl.DisplayNames([settings.value.language], { type: "language" });
  const offered = [...new Set([...LANGUAGES, language])].filter((one) => one !== UNKNOWN);
  return (
    <select aria-label={label} value={language} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
      {offered.map((one) => (
        <option key={one} value={one}>
          {called.of(one)}
        </option>
      ))}
      <option value={UNKNOWN}>{say("language.unknown")}</option>
    </select>
  );
}

/** The first language that no line has. */
function unused(lines: readonly Line[]): string {
  return LANGUAGES.find((one) => lines.every(({ key }) => key !== one)) ?? UNKNOWN;
}

/** Once the next drawing is there. */
function focusOn(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}
