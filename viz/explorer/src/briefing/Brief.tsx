import { useEffect } from "preact/hooks";
import type { Briefing } from "../api/client";
import { printPage } from "../app/printing";
import { useSession } from "../app/session";
import { dateInWords } from "../i18n/dates";
import { Agreements, Events, Projects } from "./dealings";
import { Organisations } from "./Organisations";
import { Pages } from "./Pages";
import { Ties } from "./Ties";
import { Unknown } from "./Unknown";
import { useWords } from "./words";

/** The briefing itself. */
export function Brief({ briefing }: { briefing: Briefing }) {
  const session = useSession();
  const say = useWords();
  const { region, technology, cluster, date } = briefing;
  const title = technology
    ? say("title.on", { region: session.nameOf(region.id, region.label), technology: session.nameOf(technology.id, technology.label) })
    : say("title", { region: session.nameOf(region.id, region.label) });
  useEffect(() => session.announce(title), [title]);
  return (
    <article>
      <header>
        <h2>{title}</h2>
        <p>
          {say("made", { date: dateInWords(date, session.settings.value.language) })}
          {cluster && ` ${say("side", { name: session.nameOf(cluster.id, cluster.name) })}`}
        </p>
        <button type="button" class="button no-print" onClick={() => printPage(session)}>
          {say("print")}
        </button>
      </header>
      <Agreements briefing={briefing} />
      <Events briefing={briefing} />
      <Ties briefing={briefing} />
      <Organisations briefing={briefing} />
      <Projects briefing={briefing} />
      <Unknown briefing={briefing} />
      <Pages briefing={briefing} />
    </article>
  );
}
