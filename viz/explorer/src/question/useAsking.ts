import { useEffect, useRef, useState } from "preact/hooks";
import { type Client, Refused } from "../api/client";
import { messageOf } from "../api/messageOf";
import { useSession } from "../app/session";
import { type Asking, continued, parameters, type Question } from "./slice";

/** How many hits a page has, how many reasons each, and how many hits are asked for to sort all. */
const PAGE = 25;
const REASONS = 5;
const ALL = 1000;

/** What becomes of a question, and how to get more of it. An answer that comes too late is passed over. */
export function useAsking(question: Question): { asking: Asking; more: () => void; rest: () => Promise<void> } {
  const { client } = useSession();
  const [asking, setAsking] = useState<Asking>({ state: "idle" });
  const written = JSON.stringify(question);
  /** The question whose answer is shown, and how often something was asked: only what was asked last counts. */
  const shown = useRef("");
  const turn = useRef(0);
  useEffect(() => {
    const mine = ++turn.current;
    if (!question.technology || !question.region) return setAsking({ state: "idle" });
    // The answer before stays on the page, and with it the focus, until the next is here.
    setAsking((was) => (was.state === "answered" ? was : { state: "waiting" }));
    void answered(client, question).then((next) => {
      if (mine !== turn.current) return;
      shown.current = written;
      setAsking(next);
    });
  }, [client, written]);

  const further = async (limit: number, was = asking): Promise<void> => {
    if (was.state !== "answered" || !was.answer.next || shown.current !== written) return;
    const mine = ++turn.current;
    const next = await answered(client, question, was.answer.next, limit);
    if (mine !== turn.current) return;
    if (next.state !== "answered") return setAsking(next);
    const both: Asking = { state: "answered", answer: continued(was.answer, next.answer) };
    setAsking(both);
    if (limit === ALL) await further(ALL, both);
  };
  return { asking, more: () => void further(PAGE), rest: () => further(ALL) };
}

async function answered(client: Client, question: Question, cursor = "", limit = PAGE): Promise<Asking> {
  try {
    const answer = await client.who({ ...parameters(question), cursor, limit, paths: REASONS });
    return { state: "answered", answer };
  } catch (error) {
    if (error instanceof Refused) return { state: "refused", problem: error.problem };
    return { state: "failed", reason: messageOf(error) };
  }
}
