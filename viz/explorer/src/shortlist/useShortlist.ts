import { useEffect, useState } from "preact/hooks";
import type { Shortlist } from "../api/client";
import { messageOf } from "../api/messageOf";
import { useSession } from "../app/session";

export type Held =
  | { readonly state: "loading" }
  | { readonly state: "here"; readonly shortlist: Shortlist }
  | { readonly state: "failed"; readonly reason: string };

/** What the shortlist covers; the answer before stays until the next is here. */
export function useShortlist(ids: readonly string[]): Held {
  const { client } = useSession();
  const [held, setHeld] = useState<Held>({ state: "loading" });
  const written = ids.join("\n");
  useEffect(() => {
    let wanted = ids.length > 0;
    const show = (next: Held) => wanted && setHeld(next);
    if (wanted) {
      client.shortlist(ids).then(
        (shortlist) => show({ state: "here", shortlist }),
        (error: unknown) => show({ state: "failed", reason: messageOf(error) }),
      );
    }
    return () => {
      wanted = false;
    };
  }, [client, written]);
  return held;
}
