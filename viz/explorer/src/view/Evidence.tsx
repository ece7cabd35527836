import type { Witness } from "../api/client";
import { wordsOf } from "../app/session";
import { ExternalLink } from "./ExternalLink";
import type en from "./words/en.json";

const useWords = wordsOf<typeof en>("view");

/** Who says so: opens on the sources, each with its place, date and the words it used. */
export function Evidence({ witnesses }: { witnesses: readonly Witness[] }) {
  const say = useWords();
  if (!witnesses.length) return null;
  return (
    <details class="evidence">
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
  const { source, locator, urls, quote, language, confidence } = witness;
  return (
    <>
      {quote && <q lang={language || undefined}>{quote}</q>}
      {urls.map((url) => (
        <ExternalLink key={url} address={url}>
          {host(url)}
        </ExternalLink>
      ))}
      <small>
        {source} · {locator}
        {confidence < 1 && ` · ${say("sure", { percent: Math.round(confidence * 100) })}`}
      </small>
    </>
  );
}

/** The part of an address that tells whose page it is. */
function host(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, "") : url;
}
