import { useEffect, useState } from "preact/hooks";
import { messageOf } from "../api/messageOf";
import { useSession } from "../app/session";
import { type Way, ways } from "./way";

export type Found =
  | { readonly state: "loading" }
  | { readonly state: "here"; readonly ways: readonly Way[]; readonly names: Readonly<Record<string, string>> }
  | { readonly state: "failed"; readonly reason: string };

/** How many ways are shown. */
const NUMBER = 5;

/** The shortest ways from one entity to another; what comes too late is passed over. */
export function useWays(from: string, to: string): Found {
  const { client } = useSession();
  const [found, setFound] = useState<Found>({ state: "loading" });
  useEffect(() => {
    let wanted = true;
    const show = (next: Found) => wanted && setFound(next);
    show({ state: "loading" });
    client.paths(from, to, NUMBER).then(
      (paths) => show({ state: "here", ways: ways(paths, from), names: paths.names }),
      (error: unknown) => show({ state: "failed", reason: messageOf(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [client, from, to]);
  return found;
}
