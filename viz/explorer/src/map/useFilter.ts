import { useSession } from "../app/session";
import { toggledIn } from "../state/filters";
import { useWords } from "./words";

/** Filters by a region, or no longer. */
export function useFilter(): (id: string, name: string) => void {
  const session = useSession();
  const say = useWords();
  return (id, name) => {
    const on = session.look.value.filters.regions.has(id);
    session.step(say(on ? "region.off" : "region.on", { name }), ({ filters }) => ({ filters: toggledIn(filters, "regions", id) }));
  };
}
