import { useEffect, useRef, useState } from "preact/hooks";
import { messageOf } from "../api/messageOf";
import { useSession } from "../app/session";
import { oneAtATime } from "../view/oneAtATime";
import type { Action } from "./actions";
import { type Asked, search } from "./asked";
import { useWords } from "./words";
import type { Made } from "./useEntry";

/** The last entry: what it said, and whether it was taken back. */
export interface Last extends Made {
  readonly title: string;
  readonly undone: boolean;
  /** The id of what the graph no longer has by it, or by taking it back. */
  readonly lost: string;
}

export interface Desk {
  /** What is being entered, if anything. */
  readonly begun: Action | null;
  readonly begin: (action: Action) => void;
  readonly cancel: () => void;
  readonly made: (made: Made, title: string, place: string) => void;
  /** Where the last entry was read. */
  readonly place: string;
  readonly last: Last | null;
  readonly takeBack: (entry: string, title: string) => void;
  /** Why an entry was not taken back, or "". */
  readonly trouble: string;
  /** Rises when the graph has changed. */
  readonly turn: number;
}

/** One entry at a time, and the last one, which can be undone. What was begun ends when the page asks for something else. */
export function useDesk(asked: Asked): Desk {
  const session = useSession();
  const say = useWords();
  const [begun, setBegun] = useState<Action | null>(null);
  const [state, setState] = useState<Pick<Desk, "place" | "last" | "trouble" | "turn">>({ place: "", last: null, trouble: "", turn: 0 });
  const [alone] = useState(oneAtATime);
  const opener = useRef<HTMLElement | null>(null);

  useEffect(() => setBegun(null), [search(asked)]);
  const begin = (action: Action) => {
    opener.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    setBegun(action);
  };
  const cancel = () => {
    setBegun(null);
    requestAnimationFrame(() => opener.current?.focus());
  };
  const made = (done: Made, title: string, place: string) => {
    const lost = begun?.what === "gone" ? begun.entity.id : "";
    setBegun(null);
    setState((was) => ({ place, last: { ...done, title, undone: false, lost }, trouble: "", turn: was.turn + 1 }));
    session.announce(say("entered", { title }));
  };
  const takeBack = (entry: string, title: string) =>
    void alone(() =>
      session.client.takeEntryBack(entry).then(
        () => {
          setState((was) => ({ ...was, last: undone(was.last, entry, title), trouble: "", turn: was.turn + 1 }));
          session.announce(say("undone", { title }));
        },
        (error: unknown) => setState((was) => ({ ...was, trouble: messageOf(error) })),
      ),
    );
  return { begun, begin, cancel, made, ...state, takeBack };
}

/** An entry that was taken back: what was new by it is no longer in the graph. */
function undone(last: Last | null, entry: string, title: string): Last {
  const lost = last?.entry === entry ? last.created : "";
  return { entry, says: "", title, created: "", undone: true, lost };
}
