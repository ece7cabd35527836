/** A text box that suggests while one types (the combobox pattern of WAI-ARIA). */

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { KindDot } from "./KindDot";
import { useInView } from "./useInView";

export interface Option {
  readonly id: string;
  readonly text: string;
  readonly note: string;
  /** The kind whose colour stands before the text, if any. */
  readonly kind?: string;
}

export type Suggest = (text: string, signal: AbortSignal) => Promise<readonly Option[]>;

interface Props {
  readonly id: string;
  readonly label: string;
  readonly suggestionsLabel: string;
  readonly placeholder?: string;
  readonly value: string;
  /** The ids of what explains it, and whether what stands in it cannot be taken. */
  readonly describedBy?: string;
  readonly invalid?: boolean;
  readonly suggest: Suggest;
  readonly onInput: (text: string) => void;
  readonly onChoose: (option: Option) => void;
  /**
   * Enter without a marked suggestion. The first suggestion is given if there is one. False where
   * there is nothing to do: then Enter does what it does in a form.
   */
  readonly onEnter?: (text: string, first: Option | undefined) => boolean;
}

/** How long after a key suggestions are asked for, in milliseconds. */
const PAUSE = 120;
const LEAST = 2;

export function Combobox(props: Props) {
  const { options, ask, close } = useSuggestions(props.suggest);
  const [at, setAt] = useState(-1);
  const list = `${useId()}-options`;
  const shut = () => {
    close();
    setAt(-1);
  };
  const take = (option: Option) => {
    shut();
    props.onChoose(option);
  };
  const type = (text: string) => {
    setAt(-1);
    props.onInput(text);
    ask(text.trim());
  };
  const onKeyDown = keys(props, { options, at, setAt, take, shut });
  return (
    <div class="combobox">
      <label class="label" for={props.id}>
        {props.label}
      </label>
      <input
        {...described(props)}
        aria-controls={list}
        aria-expanded={options.length > 0}
        {...(at >= 0 ? { "aria-activedescendant": `${list}-${at}` } : {})}
        onInput={({ currentTarget }) => type(currentTarget.value)}
        onKeyDown={onKeyDown}
        onBlur={shut}
      />
      <Suggestions id={list} label={props.suggestionsLabel} options={options} at={at} take={take} />
    </div>
  );
}

/** What the text box says of itself, whatever is suggested. */
function described({ id, placeholder, value, describedBy, invalid }: Props) {
  return {
    id,
    value,
    type: "text",
    role: "combobox",
    autocomplete: "off",
    spellcheck: false,
    placeholder: placeholder ?? "",
    "aria-autocomplete": "list",
    ...(describedBy ? { "aria-describedby": describedBy } : {}),
    ...(invalid ? { "aria-invalid": true } : {}),
  } as const;
}

interface Opened {
  readonly options: readonly Option[];
  /** Which one is marked, -1 for none. */
  readonly at: number;
  readonly setAt: (at: number) => void;
  readonly take: (option: Option) => void;
  readonly shut: () => void;
}

/** Arrows go through the suggestions, Enter takes the marked one, Escape shuts them. */
function keys({ value, onEnter }: Props, { options, at, setAt, take, shut }: Opened) {
  const enter = (event: KeyboardEvent) => {
    const marked = options[at];
    if (marked) take(marked);
    else if (!onEnter?.(value, options[0])) return;
    shut();
    event.preventDefault();
  };
  return (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && options.length) setAt(moved(at, step, options.length));
    else if (event.key === "Escape" && options.length) shut();
    else if (event.key === "Enter") return enter(event);
    else return;
    event.preventDefault();
  };
}

interface SuggestionsProps {
  readonly id: string;
  readonly label: string;
  readonly options: readonly Option[];
  readonly at: number;
  readonly take: (option: Option) => void;
}

function Suggestions({ id, label, options, at, take }: SuggestionsProps) {
  const marked = useInView(at);
  return (
    <ul id={id} role="listbox" aria-label={label} hidden={options.length === 0}>
      {options.map((option, place) => (
        <li
          key={option.id}
          ref={place === at ? marked : null}
          id={`${id}-${place}`}
          role="option"
          aria-selected={place === at}
          // The text box must not lose the focus before the choice is made.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => take(option)}
        >
          {option.kind && <KindDot kind={option.kind} />}
          <span>{option.text}</span>
          <small>{option.note}</small>
        </li>
      ))}
    </ul>
  );
}

function moved(at: number, step: number, number: number): number {
  return at < 0 && step < 0 ? number - 1 : (at + step + number) % number;
}

/** Suggestions for what was typed last, asked for when typing pauses. */
function useSuggestions(suggest: Suggest) {
  const [options, setOptions] = useState<readonly Option[]>([]);
  const underWay = useRef({ timer: 0, stop: new AbortController() });
  const close = () => {
    window.clearTimeout(underWay.current.timer);
    underWay.current.stop.abort();
    setOptions([]);
  };
  useEffect(() => close, []);
  const ask = (text: string) => {
    window.clearTimeout(underWay.current.timer);
    underWay.current.stop.abort();
    if (text.length < LEAST) return setOptions([]);
    const stop = new AbortController();
    const show = (found: readonly Option[]) => stop.signal.aborted || setOptions(found);
    const load = () =>
      // Without suggestions one can still type the whole name; asking for it says what is wrong.
      void suggest(text, stop.signal).then(show, () => show([]));
    underWay.current = { stop, timer: window.setTimeout(load, PAUSE) };
  };
  return { options, ask, close };
}
