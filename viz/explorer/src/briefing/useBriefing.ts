import { useEffect, useState } from "preact/hooks";
import { type Briefing, type Problem, Refused } from "../api/client";
import { messageOf } from "../api/messageOf";
import { useSession } from "../app/session";
import type { Wish } from "./slice";

export type Loaded =
  | { readonly state: "idle" }
  | { readonly state: "loading" }
  | { readonly state: "here"; readonly briefing: Briefing }
  | { readonly state: "refused"; readonly problem: Problem }
  | { readonly state: "failed"; readonly reason: string };

/** The briefing that is wished for; one that comes too late is passed over. */
export function useBriefing(wish: Wish): Loaded {
  const { client } = useSession();
  const [loaded, setLoaded] = useState<Loaded>({ state: "idle" });
  const { region, technology, cluster } = wish;
  useEffect(() => {
    if (!region) return setLoaded({ state: "idle" });
    let wanted = true;
    const show = (next: Loaded) => wanted && setLoaded(next);
    show({ state: "loading" });
    client.briefing({ region, technology, cluster }).then(
      (briefing) => show({ state: "here", briefing }),
      (error: unknown) => show(failure(error)),
    );
    return () => {
      wanted = false;
    };
  }, [client, region, technology, cluster]);
  return loaded;
}

function failure(error: unknown): Loaded {
  if (error instanceof Refused) return { state: "refused", problem: error.problem };
  return { state: "failed", reason: messageOf(error) };
}
