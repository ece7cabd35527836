import type { AskedInFull, Read, Remark, SideBySide } from "../api/client";
import { useSession } from "../app/session";
import { timeInWords } from "../i18n/dates";
import { capital } from "../i18n/vocabulary";
import { ExternalLink } from "../view/ExternalLink";
import { Effect } from "./Effect";
import { Rows } from "./Rows";
import { factInWords, namesIn, undecided } from "./slice";
import { useTitle } from "./useTitle";
import { useWords } from "./words";

/** One proposal: what is asked, what speaks for it, and what accepting it would do. */
export function Proposal({ proposal }: { proposal: AskedInFull }) {
  const say = useWords();
  const { asked, pair, fact, remark, effect, problem } = proposal;
  const { confidence, source, state, decision } = asked;
  const title = useTitle()(asked);
  const { by, reason } = decision;
  const at = timeInWords(decision.at, useSession().settings.value.language);
  const open = undecided(state);
  return (
    <article aria-label={title}>
      <h3>{title}</h3>
      <p class="label">{say("from", { source, percent: Math.round(confidence * 100) })}</p>
      {state !== "open" && (
        <p class="decided">
          {say("decided", { what: say(`state.${state as "accepted"}`), by, at })}
          {reason && <q>{reason}</q>}
        </p>
      )}
      {pair && open && <Sides pair={pair} />}
      {fact && <Quoted fact={fact} />}
      {remark && <Remarked remark={remark} />}
      {problem && <p class="trouble" lang="en">{problem}</p>}
      {open && <Effect effect={effect} names={namesIn(proposal)} />}
    </article>
  );
}

function Sides({ pair: { left, right, rows, reasons, left_sources, right_sources } }: { pair: SideBySide }) {
  const say = useWords();
  const { vocabulary, settings } = useSession();
  const weighed = Object.entries(reasons);
  return (
    <>
      <Rows
        caption={say("sides")}
        left={left.name}
        right={right.name}
        rows={rows}
        foot={[say("sources"), left_sources.join(", "), right_sources.join(", ")]}
      />
      {weighed.length > 0 && (
        <p>
          {say("speaks")}{" "}
          {weighed.map(([name, weight]) => `${capital(vocabulary.value.property(name))} ${signed(weight, settings.value.language)}`).join(" · ")}
        </p>
      )}
    </>
  );
}

function Quoted({ fact: { before, quote, after, language, locator, document, doubt } }: { fact: Read }) {
  const say = useWords();
  return (
    <figure>
      <blockquote lang={language || undefined}>
        {before}
        <mark>{quote}</mark>
        {after}
      </blockquote>
      <figcaption class="label">
        <ExternalLink address={document} /> · {locator}
      </figcaption>
      {doubt && <p>{say("doubt", { doubt })}</p>}
    </figure>
  );
}

function Remarked({ remark: { about, fact, text, address, value } }: { remark: Remark }) {
  const say = useWords();
  const { vocabulary } = useSession();
  return (
    <figure>
      <blockquote>{text}</blockquote>
      {value && <p>{say("right", { value })}</p>}
      <figcaption class="label">
        {[about, factInWords(fact, vocabulary.value)].filter(Boolean).join(" · ")} <ExternalLink address={address} />
      </figcaption>
    </figure>
  );
}

/** A weight for or against, with its sign. */
function signed(weight: number, language: string): string {
  return weight.toLocaleString(language, { signDisplay: "exceptZero", maximumFractionDigits: 1 });
}
