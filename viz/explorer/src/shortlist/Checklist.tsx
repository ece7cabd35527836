import type { Check, Shortlist } from "../api/client";
import { useSession } from "../app/session";
import { capital, spaced } from "../i18n/vocabulary";
import { memberName, ranked } from "./slice";
import { useWords } from "./words";
import en from "./words/en.json";

/** What the list covers, and what a consortium still needs. */
export function Checklist({ shortlist }: { shortlist: Shortlist }) {
  const session = useSession();
  const say = useWords();
  const { countries, kinds, checks } = shortlist;
  const missing = checks.filter(({ met }) => !met).length;
  return (
    <section aria-label={say("checklist")}>
      <h3>{missing ? say("missing", { n: missing }) : say("complete")}</h3>
      <ul class="checks">
        {checks.map((check) => (
          <CheckLine key={check.rule} check={check} shortlist={shortlist} />
        ))}
      </ul>
      <p>
        {say("countries")} {ranked(countries).map(([code, n]) => `${session.countryName(code)} (${n})`).join(", ")}
      </p>
      <p>
        {say("kinds")} {ranked(kinds).map(([kind, n]) => `${session.vocabulary.value.kind(kind)} (${n})`).join(", ")}
      </p>
    </section>
  );
}

function CheckLine({ check: { rule, met, needed, found, counted }, shortlist }: { check: Check; shortlist: Shortlist }) {
  const say = useWords();
  const key = `rule.${rule}`;
  // An operator's checklist may have rules of its own.
  const name = key in en ? say(key as keyof typeof en) : capital(spaced(rule));
  return (
    <li class={met ? "met" : "unmet"}>
      <span aria-hidden="true">{met ? "✓" : "✗"}</span>
      <span>
        <strong>{name}</strong>: {say(met ? "met" : "unmet", { found, needed })}
        {counted.length > 0 && <small> {counted.map((id) => memberName(shortlist, id)).join(", ")}</small>}
      </span>
    </li>
  );
}
