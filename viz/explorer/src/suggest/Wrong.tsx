import { useRef, useState } from "preact/hooks";
import { SuggestForm } from "./SuggestForm";
import { letter, useChannel } from "./channel";
import { useWords } from "./words";

interface Props {
  readonly about: string;
  /** A property, or a relation as `TYPE target`; "" is the entity as a whole. */
  readonly fact: string;
  /** What it is called. */
  readonly name: string;
}

/** "Something wrong?" beside a fact: a small form, or a letter, or nothing where nobody would read it. */
export function Wrong({ about, fact, name }: Props) {
  const say = useWords();
  const channel = useChannel();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  if (channel.to === "nobody") return null;
  const label = say("wrong.with", { name });
  if (channel.to === "publisher")
    return (
      <a class="wrong" href={letter(channel.contact, say("subject", { name }), `${location.href}\n${about} ${fact}`)} aria-label={label}>
        {say("wrong")}
      </a>
    );
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <>
      <button ref={button} type="button" class="wrong" aria-label={label} aria-expanded={open} onClick={() => setOpen(!open)}>
        {say("wrong")}
      </button>
      {open && <SuggestForm about={about} fact={fact} name={name} onCancel={close} />}
    </>
  );
}
