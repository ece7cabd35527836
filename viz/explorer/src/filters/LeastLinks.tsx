import { useSession } from "../app/session";
import { useWords } from "./words";

/** How many links an entity has at least. */
export function LeastLinks() {
  const session = useSession();
  const say = useWords();
  const { leastLinks } = session.look.value.filters;
  const set = (value: number) =>
    session.step(say("leastLinks.set", { n: value }), ({ filters }) => ({ filters: { ...filters, leastLinks: value } }));
  return (
    <label class="least">
      <span>{say("leastLinks")}</span>
      <input type="number" min="0" max="999" value={leastLinks} onChange={({ currentTarget }) => set(Math.max(0, Math.trunc(Number(currentTarget.value)) || 0))} />
    </label>
  );
}
