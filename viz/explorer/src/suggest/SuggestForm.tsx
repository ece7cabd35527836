import { useEffect, useId, useRef, useState } from "preact/hooks";
import { messageOf } from "../api/messageOf";
import { useSession } from "../app/session";
import { escapes } from "../view/escapes";
import { oneAtATime } from "../view/oneAtATime";
import { useWords } from "./words";
import "./suggest.css";

interface Props {
  readonly about: string;
  /** A property, or a relation as `TYPE target`; "" is the entity as a whole. */
  readonly fact: string;
  /** What is wrong, as people call it. */
  readonly name: string;
  readonly onCancel?: () => void;
}

interface Said {
  readonly text: string;
  readonly value: string;
  readonly address: string;
}

const NOTHING: Said = { text: "", value: "", address: "" };

/** A reader tells what is wrong. It goes into the queue. */
export function SuggestForm({ about, fact, name, onCancel }: Props) {
  const session = useSession();
  const say = useWords();
  const id = useId();
  const [said, setSaid] = useState<Said>(NOTHING);
  const [state, setState] = useState<"" | "needed" | "sent">("");
  const [trouble, setTrouble] = useState("");
  const [alone] = useState(oneAtATime);
  const first = useRef<HTMLTextAreaElement>(null);
  useEffect(() => first.current?.focus(), []);

  const send = async () => {
    setTrouble("");
    if (!said.text.trim()) {
      setState("needed");
      return first.current?.focus();
    }
    try {
      await session.client.suggest({ about, fact, ...said });
      setState("sent");
      session.announce(say("sent"));
    } catch (error) {
      setTrouble(messageOf(error));
    }
  };
  if (state === "sent") return <Sent onAgain={() => (setSaid(NOTHING), setState(""))} />;
  const change = (part: keyof Said) => (text: string) => {
    setSaid({ ...said, [part]: text });
    if (part === "text") setState("");
  };
  return (
    <form
      class="suggest"
      aria-label={say("title", { name })}
      noValidate
      onSubmit={(event) => (event.preventDefault(), void alone(send))}
      onKeyDown={(event) => escapes(event) && onCancel?.()}
    >
      <label for={`${id}-text`}>{say("text")}</label>
      <textarea
        ref={first}
        id={`${id}-text`}
        rows={2}
        maxLength={2000}
        required
        value={said.text}
        aria-describedby={`${id}-next${state === "needed" ? ` ${id}-needed` : ""}`}
        aria-invalid={state === "needed"}
        onInput={({ currentTarget }) => change("text")(currentTarget.value)}
      />
      {state === "needed" && (
        <p id={`${id}-needed`} class="trouble">
          {say("needed")}
        </p>
      )}
      <Line id={`${id}-value`} label={say("value")} value={said.value} onInput={change("value")} />
      <Line id={`${id}-address`} label={say("place")} help={say("place.help")} value={said.address} onInput={change("address")} />
      {trouble && (
        <p class="trouble" role="alert">
          {trouble}
        </p>
      )}
      <p id={`${id}-next`} class="label">
        {say("next")}
      </p>
      <p class="buttons">
        <button type="submit" class="button primary">
          {say("send")}
        </button>
        {onCancel && (
          <button type="button" class="button" onClick={onCancel}>
            {say("cancel")}
          </button>
        )}
      </p>
    </form>
  );
}

interface LineProps {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
  readonly value: string;
  readonly onInput: (text: string) => void;
}

function Line({ id, label, help, value, onInput }: LineProps) {
  const say = useWords();
  return (
    <>
      <label for={id}>
        {label} <small>({say("optional")})</small>
      </label>
      {help && (
        <p id={`${id}-help`} class="label">
          {help}
        </p>
      )}
      <input
        id={id}
        type="text"
        maxLength={2000}
        value={value}
        {...(help ? { "aria-describedby": `${id}-help` } : {})}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
      />
    </>
  );
}

function Sent({ onAgain }: { onAgain: () => void }) {
  const say = useWords();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} class="suggest" role="group" aria-label={say("sent")} tabIndex={-1}>
      <p>{say("sent")}</p>
      <p>
        <button type="button" class="button small" onClick={onAgain}>
          {say("again")}
        </button>
      </p>
    </div>
  );
}
