import { useEffect, useState } from "preact/hooks";
import { type Client, Refused } from "../api/client";
import { useSession } from "../app/session";
import type { Asking, Question } from "./slice";

/** What becomes of a question; an answer that comes too late is passed over. */
export function useAsking({ technology, region }: Question): Asking {
  const { client } = useSession();
  const [asking, setAsking] = useState<Asking>({ state: "idle" });
  useEffect(() => {
    if (!technology || !region) return setAsking({ state: "idle" });
    let wanted = true;
    setAsking({ state: "waiting" });
    void answered(client, { technology, region }).then((next) => wanted && setAsking(next));
    return () => {
      wanted = false;
    };
  }, [client, technology, region]);
  return asking;
}

async function answered(client: Client, question: Question): Promise<Asking> {
  try {
    return { state: "answered", answer: await client.who({ ...question }) };
  } catch (error) {
    if (error instanceof Refused) return { state: "refused", problem: error.problem };
    return { state: "failed", reason: error instanceof Error ? error.message : String(error) };
  }
}
