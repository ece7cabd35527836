import type { ByHand } from "../api/client";
import { useSession } from "../app/session";
import { useAnswer } from "../app/useAnswer";
import { timeInWords } from "../i18n/dates";
import { ExternalLink } from "../view/ExternalLink";
import { Trouble } from "../view/Trouble";
import type { Desk } from "./useDesk";
import { useWords } from "./words";

/** So many entries are listed. */
const LISTED = 20;
const NONE = { entries: [], count: 0 };

/** What was entered by hand, newest first, each with its undo. */
export function Recent({ desk }: { desk: Desk }) {
  const say = useWords();
  const { language } = useSession().settings.value;
  const loaded = useAnswer((client) => client.entries(LISTED, language), [desk.turn, language]);
  const { entries, count } = loaded.state === "here" ? loaded.found : NONE;
  const left = count - entries.length;
  return (
    <section class="card" aria-label={say("recent")}>
      <h3>{say("recent")}</h3>
      {loaded.state === "failed" && <Trouble reason={loaded.reason} />}
      {loaded.state === "here" && !entries.length && <p class="hint">{say("recent.none")}</p>}
      <ul class="recent">
        {entries.map((one) => (
          <li key={one.name}>
            <OneEntry entry={one} desk={desk} />
          </li>
        ))}
      </ul>
      {left > 0 && <p class="hint">{say("recent.more", { n: left })}</p>}
    </section>
  );
}

function OneEntry({ entry, desk }: { entry: ByHand; desk: Desk }) {
  const say = useWords();
  const { settings } = useSession();
  const { name, denies, by, at, address, reason } = entry;
  const says = denies ? say("denied", { says: entry.says }) : entry.says;
  const when = timeInWords(at, settings.value.language);
  return (
    <>
      <div>
        <p>{says}</p>
        <small>
          {say("by", { by, at: when })} · <ExternalLink address={address} />
          {reason && (
            <>
              {" "}
              <q>{reason}</q>
            </>
          )}
        </small>
      </div>
      <button
        type="button"
        class="button small"
        aria-label={say("undo.of", { title: says })}
        onClick={() => desk.takeBack(name, says)}
      >
        {say("undo")}
      </button>
    </>
  );
}
