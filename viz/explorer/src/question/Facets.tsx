import type { Answer } from "../api/client";
import { useSession } from "../app/session";
import { capital } from "../i18n/vocabulary";
import { toggled } from "../state/sets";
import type { Asked } from "./asked";
import { facet, type Facet } from "./slice";
import { useWords } from "./words";

/** How many values of a facet are shown. */
const MOST = 10;

/** What narrows the question: kinds and roles as switches, a country or a technology in place of the wider one. */
export function Facets({ answer: { facets, query }, question, ask }: Asked & { answer: Answer }) {
  const session = useSession();
  const say = useWords();
  const { value: vocabulary } = session.vocabulary;
  const others = facet(facets["technology"]).filter(({ value }) => value !== query.technology.id);
  const countries = facet(facets["country"]);
  return (
    <details class="narrow">
      <summary>{say("narrow")}</summary>
      <Values
        title={say("kind")}
        values={facet(facets["kind"], question.kinds)}
        label={(value) => capital(vocabulary.kind(value))}
        press={(value) => ask({ ...question, kinds: [...toggled(new Set(question.kinds), value)] })}
      />
      <Values
        title={say("role")}
        values={facet(facets["role"], question.roles)}
        label={(value) => capital(vocabulary.role(value))}
        press={(value) => ask({ ...question, roles: [...toggled(new Set(question.roles), value)] })}
      />
      <Values
        title={say("only.country")}
        values={countries.length > 1 ? countries : []}
        label={(value) => session.countryName(value)}
        press={(region) => ask({ ...question, region })}
      />
      <Values
        title={say("only.technology")}
        values={others}
        label={(value) => session.nameOf(value)}
        press={(technology) => ask({ ...question, technology })}
      />
    </details>
  );
}

interface ValuesProps {
  readonly title: string;
  readonly values: readonly Facet[];
  readonly label: (value: string) => string;
  readonly press: (value: string) => void;
}

function Values({ title, values, label, press }: ValuesProps) {
  if (!values.length) return null;
  return (
    <div class="chips" role="group" aria-label={title}>
      <span class="label">{title}</span>
      {values.slice(0, MOST).map(({ value, number, on }) => (
        <button key={value} type="button" class="chip" aria-pressed={on} onClick={() => press(value)}>
          {label(value)} <span class="count">{number}</span>
        </button>
      ))}
    </div>
  );
}
