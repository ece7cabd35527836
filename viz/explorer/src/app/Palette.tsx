import { useState } from "preact/hooks";
import { Dialog } from "../view/Dialog";
import { useInView } from "../view/useInView";
import type { Command } from "./command";
import { open } from "./dialogs";
import { Keys } from "./Help";
import { useSession } from "./session";
import { useWords } from "./words";

/** Every command by its name: type a part of it, Enter does it. */
export function Palette() {
  const say = useWords();
  const { commands } = useSession();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const inView = useInView(at);
  const found = commands.value.filter((one) => matches(one, typed));
  const run = (command: Command | undefined) => {
    if (!command) return;
    open("");
    // The dialog gives the focus back first: what the command moves it to is the last word.
    setTimeout(command.run);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) setAt((at + step + found.length) % found.length);
    else if (event.key === "Enter") run(found[at]);
    else return;
    event.preventDefault();
  };
  const type = (text: string) => {
    setTyped(text);
    setAt(0);
  };
  return (
    <Dialog title={say("palette")} closeLabel={say("close")} onClose={() => open("")}>
      <CommandBox typed={typed} marked={found[at]} onType={type} onKeyDown={onKeyDown} />
      <ul id="palette-commands" class="choices" role="listbox" aria-label={say("palette")}>
        {found.map((one, place) => (
          <li
            key={one.id}
            ref={place === at ? inView : null}
            id={`command-${one.id}`}
            role="option"
            aria-selected={place === at}
            onClick={() => run(one)}
          >
            <span>{one.label}</span>
            {one.key && <Keys keys={one.key} />}
          </li>
        ))}
      </ul>
      {found.length === 0 && <p>{say("palette.none")}</p>}
    </Dialog>
  );
}

interface BoxProps {
  readonly typed: string;
  readonly marked: Command | undefined;
  readonly onType: (text: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

function CommandBox({ typed, marked, onType, onKeyDown }: BoxProps) {
  const say = useWords();
  return (
    <input
      type="text"
      role="combobox"
      autofocus
      autocomplete="off"
      aria-label={say("palette.find")}
      placeholder={say("palette.find")}
      aria-expanded="true"
      aria-controls="palette-commands"
      {...(marked ? { "aria-activedescendant": `command-${marked.id}` } : {})}
      value={typed}
      onInput={({ currentTarget }) => onType(currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}

/** Whether every word that was typed stands in the command's name. */
export function matches({ label }: Command, typed: string): boolean {
  const name = label.toLowerCase();
  return typed.toLowerCase().split(/\s+/).every((word) => name.includes(word));
}
