import { effect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { type Session, useSession } from "../app/session";
import { joined } from "../state/columns";
import type { View } from "../state/view";
import { fromNeighbours } from "./rows";

const MOST = 500;

/** Loads what the view needs and is not here yet. */
export function useLoading(): void {
  const session = useSession();
  useEffect(() => {
    const asked = new Set<string>();
    return effect(() => {
      for (const id of needed(session.look.value.view)) {
        if (asked.has(id)) continue;
        asked.add(id);
        void load(session, id).catch(() => asked.delete(id));
      }
    });
  }, [session]);
}

async function load(session: Session, id: string): Promise<void> {
  const found = await session.client.neighbours(id, 1, MOST);
  session.columns.value = joined(session.columns.peek(), fromNeighbours(found));
}

/** The ids whose neighbours a view shows. */
export function needed({ focus, added, expanded }: View): ReadonlySet<string> {
  const all = [focus || "laser-go", ...added, ...expanded.map(({ id }) => id)];
  return new Set(all.filter((id) => id !== ""));
}
