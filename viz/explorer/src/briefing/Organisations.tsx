import type { Briefing, Resident } from "../api/client";
import { useSession } from "../app/session";
import { capital } from "../i18n/vocabulary";
import { Shortlisted } from "../panel/Actions";
import { ExternalLink } from "../view/ExternalLink";
import { Name } from "./Name";
import { Said } from "./Said";
import { Section } from "./Section";
import { groups } from "./slice";
import { useDates } from "./useDates";
import { useWords } from "./words";

/** Who is there, by technology. */
export function Organisations({ briefing }: { briefing: Briefing }) {
  const session = useSession();
  const say = useWords();
  const left = briefing.left_out["organisations"] ?? 0;
  return (
    <Section title={say("organisations", { n: briefing.organisations.length })} none={!briefing.organisations.length && say("none")}>
      {groups(briefing).map(({ id, label, residents }) => (
        <div key={id}>
          <h4>{capital(session.nameOf(id, label)) || say("no_technology")}</h4>
          <ul class="lines">
            {residents.map((one) => (
              <ResidentLine key={one.id} resident={one} briefing={briefing} />
            ))}
          </ul>
        </div>
      ))}
      {left > 0 && <p class="hint">{say("left.out", { n: left })}</p>}
    </Section>
  );
}

function ResidentLine({ resident, briefing }: { resident: Resident; briefing: Briefing }) {
  const session = useSession();
  const say = useWords();
  const { date } = useDates();
  const { id, name, type, city, country, website, ended, evidence } = resident;
  const kind = capital(session.vocabulary.value.kind(type));
  return (
    <li>
      <Name id={id} name={name} />
      <Shortlisted id={id} name={name} />
      <p>
        {[kind, city || session.countryName(country), ended && say("ended", { date: date(ended) })].filter(Boolean).join(" · ")}
        {website && " · "}
        {website && <ExternalLink address={website} />}
      </p>
      <Said briefing={briefing} witnesses={evidence} />
    </li>
  );
}
