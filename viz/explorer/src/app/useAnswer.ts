import { useEffect, useState } from "preact/hooks";
import { type Client, type Problem, Refused } from "../api/client";
import { messageOf } from "../api/messageOf";
import { useSession } from "./session";

export type Loaded<T> =
  | { readonly state: "loading" }
  | { readonly state: "here"; readonly found: T }
  /** `problem` is what a server says that refused. */
  | { readonly state: "failed"; readonly reason: string; readonly problem: Problem | null };

/**
 * What the server answers, asked anew where `inputs` change. The answer before stays until the next is
 * here; one that comes too late is passed over.
 */
export function useAnswer<T>(ask: (client: Client) => Promise<T>, inputs: readonly unknown[]): Loaded<T> {
  const { client } = useSession();
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: "loading" });
  useEffect(() => {
    let wanted = true;
    const show = (next: Loaded<T>) => wanted && setLoaded(next);
    ask(client).then(
      (found) => show({ state: "here", found }),
      (error: unknown) => show(failed(error)),
    );
    return () => {
      wanted = false;
    };
  }, [client, ...inputs]);
  return loaded;
}

function failed(error: unknown): Loaded<never> {
  return { state: "failed", reason: messageOf(error), problem: error instanceof Refused ? error.problem : null };
}
