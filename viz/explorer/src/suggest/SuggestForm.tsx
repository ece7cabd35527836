import type { Ref } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { messageOf } from "../api/messageOf";
import { useSession } from "../app/session";
import { escapes } from "../view/escapes";
import { oneAtATime } from "../view/oneAtATime";
import { Trouble } from "../view/Trouble";
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
export function SuggestForm(props: Props) {
  const { name, onCancel } = props;
  const say = useWords();
  const id = useId();
  const { said, needed, sent, trouble, change, send, again, first } = useSuggesting(props);
  useLayoutEffect(() => first.current?.focus(), []);
  if (sent) return <Sent onAgain={again} />;
  return (
    <form
      class="suggest"
      aria-label={say("title", { name })}
      noValidate
      onSubmit={(event) => (event.preventDefault(), send())}
      onKeyDown={(event) => escapes(event) && onCancel?.()}
    >
      <What id={id} text={said.text} needed={needed} field={first} onInput={change("text")} />
      <Line id={`${id}-value`} label={say("value")} value={said.value} onInput={change("value")} />
      <Line id={`${id}-address`} label={say("place")} help={say("place.help")} value={said.address} onInput={change("address")} />
      <Trouble reason={trouble} />
      <p id={`${id}-next`} class="label">
        {say("next")}
      </p>
      <Buttons {...(onCancel ? { onCancel } : {})} />
    </form>
  );
}

/** What a reader says, and its way into the queue. */
function useSuggesting({ about, fact }: Props) {
  const session = useSession();
  const say = useWords();
  const [said, setSaid] = useState<Said>(NOTHING);
  const [state, setState] = useState<"" | "needed" | "sent">("");
  const [trouble, setTrouble] = useState("");
  const [alone] = useState(oneAtATime);
  const first = useRef<HTMLTextAreaElement>(null);

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
  const change = (part: keyof Said) => (text: string) => {
    setSaid({ ...said, [part]: text });
    if (part === "text") setState("");
  };
  const again = () => {
    setSaid(NOTHING);
    setState("");
  };
  return { said, needed: state === "needed", sent: state === "sent", trouble, change, send: () => void alone(send), again, first };
}

interface WhatProps {
  readonly id: string;
  readonly text: string;
  /** Whether it was sent without a word. */
  readonly needed: boolean;
  readonly field: Ref<HTMLTextAreaElement>;
  readonly onInput: (text: string) => void;
}

/** What is wrong, in the reader's words. */
function What({ id, text, needed, field, onInput }: WhatProps) {
  const say = useWords();
  return (
    <>
      <label for={`${id}-text`}>{say("text")}</label>
      <textarea
        ref={field}
        id={`${id}-text`}
        rows={2}
        maxLength={2000}
        required
        value={text}
        aria-describedby={`${id}-next${needed ? ` ${id}-needed` : ""}`}
        aria-invalid={needed}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
      />
      {needed && (
        <p id={`${id}-needed`} class="trouble">
          {say("needed")}
        </p>
      )}
    </>
  );
}

function Buttons({ onCancel }: { onCancel?: () => void }) {
  const say = useWords();
  return (
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
  useLayoutEffect(() => place.current?.focus(), []);
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
