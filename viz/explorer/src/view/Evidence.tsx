import type { Witness } from "../api/client";
import { useSession, wordsOf } from "../app/session";
import { dateInWords } from "../i18n/dates";
import { byHand } from "./byHand";
import { ExternalLink } from "./ExternalLink";
import { pages } from "./pages";
import type en from "./words/en.json";

const useWords = wordsOf<typeof en>("view");

/** Who says so: opens on the sources, each with its place, date and the words it used. */
export function Evidence({ witnesses, open = false }: { witnesses: readonly Witness[]; open?: boolean }) {
  const say = useWords();
  if (!witnesses.length) return null;
  return (
    <details class="evidence" open={open}>
      <summary>{say("sources", { n: witnesses.length })}</summary>
      <ul>
        {witnesses.map((one, place) => (
          <li key={place}>
            <Source witness={one} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Source({ witness }: { witness: Witness }) {
  const say = useWords();
  const { settings } = useSession();
  const { source, locator, urls, quote, language, confidence } = witness;
  const entry = byHand(witness);
  return (
    <>
      {quote && <q lang={language || undefined}>{quote}</q>}
      {pages(urls).map((name, at) => (
        <ExternalLink key={urls[at]} address={urls[at]!}>
          {name}
        </ExternalLink>
      ))}
      {entry && <strong class="by-hand">{say("hand", { by: entry.by, date: dateInWords(entry.day, settings.value.language) })}</strong>}
      <small>
        {entry ? entry.rest : `${source} · ${locator}`}
        {confidence < 1 && ` · ${say("sure", { percent: Math.round(confidence * 100) })}`}
      </small>
    </>
  );
}
