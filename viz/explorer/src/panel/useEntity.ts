import { useEffect, useState } from "preact/hooks";
import type { Entity } from "../api/client";
import { messageOf } from "../api/messageOf";
import { useSession } from "../app/session";

export type Loaded =
  | { readonly state: "loading" }
  | { readonly state: "here"; readonly entity: Entity }
  | { readonly state: "failed"; readonly reason: string };

/** All that is known of an entity; what comes for one that is chosen no longer is passed over. It is asked anew at each `turn`. */
export function useEntity(id: string, turn = 0): Loaded {
  const { client } = useSession();
  const [loaded, setLoaded] = useState<Loaded>({ state: "loading" });
  useEffect(() => {
    let wanted = true;
    const show = (next: Loaded) => wanted && setLoaded(next);
    client.entity(id).then(
      (entity) => show({ state: "here", entity }),
      (error: unknown) => show({ state: "failed", reason: messageOf(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [client, id, turn]);
  return loaded;
}
