import { useState } from "preact/hooks";
import type { Claim, Contradiction } from "../api/client";
import { useSession } from "../app/session";
import { capital, type Vocabulary } from "../i18n/vocabulary";
import { Evidence } from "../view/Evidence";
import { decidable, type Decision, decision, denies, placeOf } from "./contested";
import { Settling } from "./Settling";
import { useWords } from "./words";

interface Props {
  readonly contradiction: Contradiction;
  readonly decide: (decision: Decision, address: string) => Promise<boolean>;
}

/** One contradiction: every value with who states it, what chose, and a button for each. */
export function Contested({ contradiction, decide }: Props) {
  const say = useWords();
  const { vocabulary } = useSession();
  const [chosen, setChosen] = useState<Claim | null>(null);
  const { stands, lost, rule, entity } = contradiction;
  const title = titleOf(contradiction, vocabulary.value);
  const settle = async (claim: Claim, address: string) => {
    if (await decide(decision(contradiction, claim), address)) setChosen(null);
  };
  return (
    <article aria-label={title} class="contested">
      <h3>{title}</h3>
      <p class="label">{say(`rule.${rule as "date"}`)}</p>
      <ul>
        {[stands, ...lost].map((claim, place) => (
          <li key={place} class={place && !denies(contradiction) ? "" : "stands"}>
            <Value contradiction={contradiction} claim={claim} />
            <small>{say(place && !denies(contradiction) ? "lost" : "stands")}</small>
            <Evidence witnesses={[claim.witness]} open />
            {decidable(contradiction) && (
              <button type="button" class="button" aria-expanded={chosen === claim} onClick={() => setChosen(claim)}>
                {say(denies(contradiction) ? "not_so" : "right_one", { value: inWords(claim, contradiction, vocabulary.value) })}
              </button>
            )}
          </li>
        ))}
      </ul>
      {chosen && (
        <Settling
          key={placeOf(chosen)}
          what={inWords(chosen, contradiction, vocabulary.value)}
          place={denies(contradiction) ? "" : placeOf(chosen)}
          onSettled={(address) => void settle(chosen, address)}
          onLeft={() => setChosen(null)}
        />
      )}
      <p>
        <a href={`edit?entity=${encodeURIComponent(entity)}`}>{say("by_hand")}</a>
      </p>
    </article>
  );
}

function Value({ contradiction, claim }: { contradiction: Contradiction; claim: Claim }) {
  const { vocabulary } = useSession();
  return <strong lang={contradiction.language || undefined}>{inWords(claim, contradiction, vocabulary.value)}</strong>;
}

/** What is contradicted: a property of something, or of its relation to something else. */
function titleOf({ name, property, relation, target_name, role }: Contradiction, vocabulary: Vocabulary): string {
  const tie = relation ? ` ${vocabulary.relation(relation)} ${target_name}${role ? ` (${vocabulary.role(role)})` : ""}` : "";
  return `${name}${tie}: ${capital(vocabulary.property(property))}`;
}

function inWords({ value }: Claim, { property }: Contradiction, vocabulary: Vocabulary): string {
  return vocabulary.texts(property, value).map(({ text }) => text).join(", ");
}
