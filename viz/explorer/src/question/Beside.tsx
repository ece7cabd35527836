import type { Answer, Brief } from "../api/client";
import { useSession } from "../app/session";
import { capital } from "../i18n/vocabulary";
import { Shortlisted } from "../panel/Actions";
import { NameButton } from "../view/NameButton";
import type { Asked } from "./asked";
import { useWords } from "./words";

const LISTS = ["membership", "unplaced", "ended"] as const;

/** What does not count as an answer, apart from it; where nothing was found, what lies nearest. */
export function Beside({ answer, question, ask }: Asked & { answer: Answer }) {
  return (
    <>
      {LISTS.map((name) => answer[name].length > 0 && <Apart key={name} name={name} found={answer[name]} />)}
      <Nearest answer={answer} question={question} ask={ask} />
    </>
  );
}

function Apart({ name, found }: { name: (typeof LISTS)[number]; found: readonly Brief[] }) {
  const session = useSession();
  const say = useWords();
  const { vocabulary } = session;
  return (
    <details class="apart">
      <summary>{say(name, { n: found.length })}</summary>
      <p class="hint">{say(`${name}.hint`)}</p>
      <ul>
        {found.map(({ id, name, kind, country, via, since, successor }) => (
          <li key={id}>
            <Shortlisted id={id} name={name} />
            <NameButton id={id} name={name} />
            <small>
              {[capital(vocabulary.value.kind(kind)), session.countryName(country), via.map((one) => session.nameOf(one)).join(", "), since, successor && `→ ${session.nameOf(successor)}`].filter(Boolean).join(" · ")}
            </small>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Nearby regions and broader technologies where there is an answer. */
function Nearest({ answer: { nearest, total }, question, ask }: Asked & { answer: Answer }) {
  const session = useSession();
  const say = useWords();
  const { region = [], technology = [] } = nearest;
  const found = [
    ...region.map((near) => ({ ...near, next: { ...question, region: near.id } })),
    ...technology.map((near) => ({ ...near, next: { ...question, technology: near.id } })),
  ];
  if (total > 0) return null;
  if (!found.length) return <p class="hint">{say("nowhere")}</p>;
  return (
    <div class="chips" role="group" aria-label={say("nearest")}>
      <span class="label">{say("nearest")}</span>
      {found.map(({ id, label, total, next }) => (
        <button key={id} type="button" class="chip" onClick={() => ask(next)}>
          {session.nameOf(id, label)} <span class="count">{total}</span>
        </button>
      ))}
    </div>
  );
}
