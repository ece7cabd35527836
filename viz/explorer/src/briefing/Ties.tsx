import type { Briefing } from "../api/client";
import { useSession } from "../app/session";
import { useStepInWords } from "../ways/useStepInWords";
import { type Way, ways } from "../ways/way";
import { Said } from "./Said";
import { Section } from "./Section";
import { useWords } from "./words";

/** The shortest ways from one's cluster to those who are there; and who else is in contact with them. */
export function Ties({ briefing }: { briefing: Briefing }) {
  const say = useWords();
  const { cluster, ties, contacts, names } = briefing;
  const session = useSession();
  const others = contacts.flatMap((step) => ways({ paths: [[step]], names }, step.source));
  return (
    <>
      {cluster && (
        <Section title={say("ties", { name: session.nameOf(cluster.id, cluster.name) })} none={!ties.length && say("none")}>
          <ul class="lines">
            {ties.map(({ id, steps }) => (
              <WayLine key={id} way={ways({ paths: [steps], names }, cluster.id)[0] ?? []} briefing={briefing} />
            ))}
          </ul>
        </Section>
      )}
      <Section title={say("contacts")} none={!others.length && say("none")}>
        <ul class="lines">
          {others.map((way, place) => (
            <WayLine key={place} way={way} briefing={briefing} />
          ))}
        </ul>
      </Section>
    </>
  );
}

function WayLine({ way, briefing }: { way: Way; briefing: Briefing }) {
  const session = useSession();
  const tell = useStepInWords((id) => session.nameOf(id, briefing.names[id] ?? id));
  return (
    <li>
      {way.map((step, place) => (
        <p key={place}>{tell(step)}</p>
      ))}
      <Said briefing={briefing} witnesses={way.flatMap(({ witnesses }) => witnesses)} />
    </li>
  );
}
