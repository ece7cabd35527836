/** What was agreed, visited and done together: agreements, events, projects. */

import type { AgreementLine, Briefing, EventLine, Joined, ProjectLine } from "../api/client";
import { useSession } from "../app/session";
import { capital } from "../i18n/vocabulary";
import { Name } from "./Name";
import { Said } from "./Said";
import { Section } from "./Section";
import { foremost, parties } from "./slice";
import { useDates } from "./useDates";
import { useWords } from "./words";

interface Props {
  readonly briefing: Briefing;
}

export function Agreements({ briefing }: Props) {
  const say = useWords();
  return (
    <Section title={say("agreements")} none={!briefing.agreements.length && say("none")}>
      <ul class="lines">
        {foremost(briefing.agreements).map((line) => (
          <Agreement key={line.id} line={line} briefing={briefing} />
        ))}
      </ul>
    </Section>
  );
}

function Agreement({ line, briefing }: Props & { line: AgreementLine }) {
  const { vocabulary } = useSession();
  const say = useWords();
  const { date, dates } = useDates();
  const { id, name, kind, stage, stages, scope, end, ours, evidence } = line;
  const value = (property: string, one: string) => vocabulary.value.value(property, one);
  const gone = stages.map((one) => one.split(" ")).map(([day = "", what = ""]) => `${value("stage", what)} (${date(day)})`);
  return (
    <li>
      <Name id={id} name={name} /> {ours && <Ours />}
      <p>
        {[
          capital(value("agreementKind", kind)),
          gone.join(", ") || dates(line.date, ""),
          `${say("stage")} ${stage === "unknown" ? say("not.known") : value("stage", stage)}`,
          `${say("end")} ${end ? date(end) : say("not.known")}`,
        ].join(" · ")}
      </p>
      <p>
        {say("scope")} {scope.map((one) => value("scope", one)).join(", ") || say("not.known")}
      </p>
      <Joint joined={line.parties} />
      <Said briefing={briefing} witnesses={evidence} />
    </li>
  );
}

export function Events({ briefing }: Props) {
  const say = useWords();
  return (
    <Section title={say("events")} none={!briefing.events.length && say("none")}>
      <ul class="lines">
        {foremost(briefing.events).map((line) => (
          <Meeting key={line.id} line={line} briefing={briefing} />
        ))}
      </ul>
    </Section>
  );
}

function Meeting({ line: { id, name, kinds, start, end, place, ours, participants, evidence }, briefing }: Props & { line: EventLine }) {
  const { vocabulary } = useSession();
  const { dates } = useDates();
  const what = kinds.map((one) => vocabulary.value.value("eventKind", one)).join(", ");
  return (
    <li>
      <Name id={id} name={name} /> {ours && <Ours />}
      <p>{[capital(what), dates(start, end), place].filter(Boolean).join(" · ")}</p>
      <Joint joined={participants} />
      <Said briefing={briefing} witnesses={evidence} />
    </li>
  );
}

export function Projects({ briefing }: Props) {
  const say = useWords();
  const left = briefing.left_out["projects"] ?? 0;
  return (
    <Section title={say("projects")} none={!briefing.projects.length && say("none")}>
      <ul class="lines">
        {foremost(briefing.projects).map((line) => (
          <Project key={line.id} line={line} briefing={briefing} />
        ))}
      </ul>
      {left > 0 && <p class="hint">{say("left.out", { n: left })}</p>}
    </Section>
  );
}

function Project({ line: { id, name, start, end, targets, ours, participants, evidence }, briefing }: Props & { line: ProjectLine }) {
  const say = useWords();
  const { dates } = useDates();
  return (
    <li>
      <Name id={id} name={name} /> {ours && <Ours />}
      <p>{[dates(start, end), targets && say("targets")].filter(Boolean).join(" · ")}</p>
      <Joint joined={participants} />
      <Said briefing={briefing} witnesses={evidence} />
    </li>
  );
}

/** That the cluster or one of its members takes part. */
function Ours() {
  const say = useWords();
  return <small class="ours">{say("ours")}</small>;
}

/** The role that goes without saying: everybody who is bound by an agreement has it. */
const PLAIN = "party";

/** Who takes part, those of the place in bold. */
function Joint({ joined }: { joined: readonly Joined[] }) {
  const session = useSession();
  const say = useWords();
  if (!joined.length) return null;
  return (
    <p>
      {say("with")}{" "}
      {parties(joined).map(({ id, name, role, there }, place) => (
        <span key={id}>
          {place > 0 && ", "}
          {there ? <strong>{session.nameOf(id, name)}</strong> : session.nameOf(id, name)}
          {role && role !== PLAIN && ` (${session.vocabulary.value.role(role)})`}
        </span>
      ))}
    </p>
  );
}
