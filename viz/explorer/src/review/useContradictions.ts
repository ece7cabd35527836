import { useEffect, useState } from "preact/hooks";
import type { Contradiction } from "../api/client";
import { messageOf } from "../api/messageOf";
import { useSession } from "../app/session";
import { oneAtATime } from "../view/oneAtATime";
import type { Decision } from "./contested";
import { useWords } from "./words";

/** So many are listed. */
export const MOST = 200;

export interface Contradictions {
  /** Null before they are here. */
  readonly found: readonly Contradiction[] | null;
  /** Why the last thing was not done, or "". */
  readonly trouble: string;
  /** The entry that was made last and can be undone, or "". */
  readonly last: string;
  /** Whether it was entered. */
  readonly decide: (decision: Decision, address: string) => Promise<boolean>;
  readonly undo: () => void;
}

/** Where sources contradict each other. What was decided here last can be undone. */
export function useContradictions(): Contradictions {
  const session = useSession();
  const { client } = session;
  const say = useWords();
  const [found, setFound] = useState<readonly Contradiction[] | null>(null);
  const [trouble, setTrouble] = useState("");
  const [last, setLast] = useState("");
  const [alone] = useState(oneAtATime);

  const look = async () => setFound((await client.contradictions(MOST)).contradictions);
  const attempt = async (what: () => Promise<void>): Promise<boolean> => {
    setTrouble("");
    try {
      await what();
      return true;
    } catch (error) {
      setTrouble(messageOf(error));
      return false;
    }
  };
  /** Write, and then look again: what was written is so, even where looking fails. */
  const write = async (what: () => Promise<void>): Promise<boolean> =>
    (await alone(async () => (await attempt(what)) && (await attempt(look), true))) ?? false;
  useEffect(() => void attempt(look), [client]);
  const decide = ({ path, said }: Decision, address: string) =>
    write(async () => {
      setLast((await client.enter(path, { ...said, address })).name);
      session.announce(say("entered"));
    });
  const undo = () =>
    void write(async () => {
      await client.takeEntryBack(last);
      setLast("");
      session.announce(say("undone"));
    });
  return { found, trouble, last, decide, undo };
}
