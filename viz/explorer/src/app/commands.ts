/** What can be done from the keyboard and from the palette. */

import { useLayoutEffect, useRef } from "preact/hooks";
import type { Command } from "./command";
import { type Session, useSession } from "./session";

/** The commands of a component, for as long as it is on the page. */
export function useCommands(commands: readonly Command[]): void {
  const session = useSession();
  const latest = useRef(commands);
  latest.current = commands;
  const written = commands.map(({ id, label, key }) => `${id} ${label} ${key ?? ""}`).join("\n");
  // With the drawing, not after it: a key works as soon as its button is seen.
  useLayoutEffect(() => {
    // What a command does may change from one drawing to the next; what it is called seldom does.
    const lasting = latest.current.map((one, place) => ({ ...one, run: () => latest.current[place]?.run() }));
    return register(session, lasting);
  }, [session, written]);
}

function register(session: Session, commands: readonly Command[]): () => void {
  const ids = new Set(commands.map(({ id }) => id));
  const others = () => session.commands.peek().filter(({ id }) => !ids.has(id));
  session.commands.value = [...others(), ...commands];
  return () => {
    session.commands.value = others();
  };
}

/** The command that a key stands for. */
export function commandFor(commands: readonly Command[], event: KeyboardEvent): Command | undefined {
  const control = event.ctrlKey || event.metaKey;
  if (event.altKey || (isTyping(event.target) && !control)) return undefined;
  // A letter tells of Shift by itself.
  const shift = event.shiftKey && (control || event.key.length > 1);
  const pressed = `${control ? "Control+" : ""}${shift ? "Shift+" : ""}${event.key}`;
  return commands.find(({ key }) => key?.toLowerCase() === pressed.toLowerCase());
}

/** Whether keys go into a text. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input:not([type=checkbox], [type=range]), textarea, select");
}
