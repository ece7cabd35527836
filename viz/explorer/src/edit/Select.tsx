import { useId } from "preact/hooks";
import { useWords } from "./words";

interface Props {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
  readonly onGo: () => void;
}

/** One of several, and the button that goes on with it. */
export function Select({ label, value, options, onChange, onGo }: Props) {
  const say = useWords();
  const id = useId();
  const called = options.find((one) => one.value === value)?.label ?? "";
  return (
    <p class="select">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
      <button type="button" class="button" aria-label={say("about", { what: say("go"), name: called })} onClick={onGo}>
        {say("go")}
      </button>
    </p>
  );
}
