import type { Briefing } from "../api/client";
import { useSession } from "../app/session";
import { Section } from "./Section";
import { gaps } from "./slice";
import { useWords } from "./words";

/** What no source says: what to ask when one is there. */
export function Unknown({ briefing: { unknown } }: { briefing: Briefing }) {
  const session = useSession();
  const say = useWords();
  return (
    <Section title={say("unknowns")} none={!unknown.length && say("none")}>
      <ul class="lines">
        {gaps(unknown).map(([kind, found]) => (
          <li key={kind}>
            <strong>{say(kind)}</strong>: {found.map(({ id, name }) => session.nameOf(id, name)).join(", ")}
          </li>
        ))}
      </ul>
    </Section>
  );
}
