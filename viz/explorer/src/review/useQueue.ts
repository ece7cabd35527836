import { useEffect, useRef, useState } from "preact/hooks";
import { type Asked, type AskedInFull, type DecisionState, type Proposals, Refused } from "../api/client";
import { messageOf } from "../api/messageOf";
import { useSession } from "../app/session";
import { oneAtATime } from "../view/oneAtATime";
import type { Kind } from "./slice";
import { useTitle } from "./useTitle";
import { useWords } from "./words";

/** So many of the next proposals are listed. */
const LISTED = 20;

/** The queue, and the proposal that is looked at: null when nothing is open. */
export interface Desk {
  readonly queue: Proposals;
  readonly shown: AskedInFull | null;
}

export interface Queue {
  /** Null before it is here. */
  readonly desk: Desk | null;
  /** Why the last thing was not done, or "". */
  readonly trouble: string;
  readonly show: (id: string) => void;
  /** Whether it was decided; a fact also with other properties. */
  readonly decide: (asked: Asked, state: DecisionState, reason: string, properties?: object) => Promise<boolean>;
  readonly undo: () => void;
}

/** The queue of a kind. What was decided here can be undone, the last first. */
export function useQueue(kind: Kind): Queue {
  const session = useSession();
  const { client } = session;
  const say = useWords();
  const called = useTitle();
  const decided = useRef<readonly Asked[]>([]);
  const forget = (id: string) => void (decided.current = decided.current.filter((one) => one.id !== id));
  const { desk, trouble, show, write, goOn } = useAttempts(kind, forget);

  const decide: Queue["decide"] = (asked, state, reason, properties) =>
    write(async () => {
      const made = await client.decide(asked, state, reason, properties);
      // Two that became one have one name now: it is remembered as it was asked.
      decided.current = [...decided.current, { ...made, title: asked.title, told: asked.told }];
      session.announce(say("told", { what: say(`state.${state}`), title: called(asked) }));
      await goOn();
    }, asked.id);
  const takeBack = async (last: Asked) => {
    await client.takeBack(last);
    forget(last.id);
    session.announce(say("told", { what: say("undone"), title: called(last) }));
    await goOn(last.id);
  };
  const undo = () => {
    const last = decided.current.at(-1);
    if (last) void write(() => takeBack(last), last.id);
    else session.announce(say("nothing"));
  };
  return { desk, trouble, show, decide, undo };
}

/** What is tried on the queue, and why the last thing was not done. Where somebody was faster, it is forgotten. */
function useAttempts(kind: Kind, forget: (id: string) => void) {
  const { client } = useSession();
  const { desk, look } = useLooking(kind);
  const [trouble, setTrouble] = useState("");
  const [alone] = useState(oneAtATime);

  /** Do something; whether it was done. Where somebody was faster, what stands now is shown. */
  const attempt = async (what: () => Promise<void>, id = ""): Promise<boolean> => {
    setTrouble("");
    try {
      await what();
      return true;
    } catch (error) {
      setTrouble(messageOf(error));
      if (!(error instanceof Refused) || error.problem.status !== 409) return false;
      forget(id);
      // What is no longer proposed cannot be shown: the next is.
      await look(id).catch(() => look());
      return false;
    }
  };
  useEffect(() => void attempt(() => look()), [client, kind]);
  return {
    desk,
    trouble,
    show: (id: string) => void attempt(() => look(id)),
    /** The same for what writes: one at a time, so that a key pressed twice is no second decision. */
    write: async (what: () => Promise<void>, id: string) => (await alone(() => attempt(what, id))) ?? false,
    /** Look at what comes next; what was written is written, even where that cannot be seen. */
    goOn: (id = "") => look(id).catch((error: unknown) => setTrouble(messageOf(error))),
  };
}

/** What is looked at; what comes too late is passed over. */
function useLooking(kind: Kind) {
  const { client } = useSession();
  const [desk, setDesk] = useState<Desk | null>(null);
  const latest = useRef(0);
  /** Bring the queue up to date, and look at one proposal; "" is the first that is open. */
  const look = async (id = "") => {
    const turn = ++latest.current;
    const queue = await client.queue(kind, LISTED);
    const wanted = id || queue.proposals[0]?.id;
    const shown = wanted ? await client.proposal(wanted) : null;
    if (turn === latest.current) setDesk({ queue, shown });
  };
  return { desk, look };
}
