import type { JSX } from "preact";
import { Choices, Chosen, Picked, Single, Term } from "./controls";
import type { ControlProps, FieldProps } from "./controlProps";
import type { Field, Problem } from "./drafts";
import { Lines } from "./Lines";
import { DateRead } from "./DateRead";
import { useWords } from "./words";

/** One field with its label, its help, and what is wrong with it. */
export function FieldRow(props: FieldProps) {
  const { id, field, draft, problem } = props;
  const say = useWords();
  const help = field.datatype === "date" ? [field.help, say("date.help")].filter(Boolean).join(" ") : field.help;
  const about = { help: `${id}-help`, problem: `${id}-problem`, read: `${id}-read` };
  const isDate = field.datatype === "date" && !problem;
  const describedBy = [problem && about.problem, help && about.help, isDate && about.read].filter(Boolean).join(" ");
  const Control = controlOf(field);
  const grouped = Control === Lines || Control === Choices || Control === Term;
  const label = (
    <>
      {field.label}
      {field.required && <small> ({say("required")})</small>}
    </>
  );
  const inside = (
    <>
      {help && (
        <p id={about.help} class="hint">
          {help}
        </p>
      )}
      <Control {...props} describedBy={describedBy} />
      {isDate && <DateRead id={about.read} text={draft[0]?.text ?? ""} />}
      {problem && (
        <p id={about.problem} class="problem">
          {problem}
        </p>
      )}
    </>
  );
  if (grouped)
    return (
      <fieldset class="field" data-field={field.name}>
        <legend>{label}</legend>
        {inside}
      </fieldset>
    );
  return (
    <div class="field" data-field={field.name}>
      {Control !== Picked && <label for={id}>{label}</label>}
      {inside}
    </div>
  );
}

function controlOf(field: Field): (props: ControlProps) => JSX.Element {
  if (field.datatype === "entity") return Picked;
  if (field.datatype === "langString") return Lines;
  if (field.values.length) return field.multiple ? Choices : Chosen;
  if (field.datatype === "boolean") return Chosen;
  if (field.datatype === "duration") return Term;
  return field.multiple ? Lines : Single;
}

/** Why a field cannot be taken, in words. */
export function useProblem(): (field: Field, problem: Problem | undefined) => string {
  const say = useWords();
  return (field, problem) => (problem ? say(`problem.${problem}`, { help: field.help }) : "");
}
