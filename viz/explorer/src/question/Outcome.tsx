import { useEffect } from "preact/hooks";
import type { Answer, Problem, Suggestion, Understood } from "../api/client";
import { useSession } from "../app/session";
import { Trouble } from "../view/Trouble";
import type { Asked } from "./asked";
import { Beside } from "./Beside";
import { Facets } from "./Facets";
import { Hits } from "./Hits";
import { corrected, parameters } from "./slice";
import { useAsking } from "./useAsking";
import { Uses } from "./Uses";
import { useWords } from "./words";

/** What became of the question. */
export function Outcome({ question, ask }: Asked) {
  const say = useWords();
  const { asking, more, rest } = useAsking(question);
  switch (asking.state) {
    case "idle":
      return <p class="hint">{say("idle")}</p>;
    case "waiting":
      return <p class="hint">{say("waiting")}</p>;
    case "failed":
      return <Trouble reason={asking.reason} />;
    case "refused":
      return <Refusal problem={asking.problem} question={question} ask={ask} />;
    case "answered":
      return (
        <>
          <Headline answer={asking.answer} />
          <Meant understood={asking.answer.query.technology} question={question} ask={ask} />
          <Meant understood={asking.answer.query.region} question={question} ask={ask} />
          <Facets answer={asking.answer} question={question} ask={ask} />
          <Uses hits={asking.answer.hits} parameters={parameters(question)} />
          <Hits answer={asking.answer} more={more} rest={rest} />
          <Beside answer={asking.answer} ask={ask} question={question} />
        </>
      );
  }
}

function Headline({ answer: { total, query } }: { answer: Answer }) {
  const session = useSession();
  const say = useWords();
  const name = ({ id, label }: Understood) => session.nameOf(id, label);
  const text = say("headline", { n: total, technology: name(query.technology), region: name(query.region) });
  useEffect(() => session.announce(text), [text]);
  return <h2>{text}</h2>;
}

/** How a name was understood, where it could have been another. */
function Meant({ understood, question, ask }: Asked & { understood: Understood }) {
  const say = useWords();
  const { asked, label, corrected: mended, others, note } = understood;
  if (!mended && !others.length && !note) return null;
  return (
    <div class="meant">
      {mended && <p>{say("corrected", { asked, label })}</p>}
      {note && <p>{note}</p>}
      {others.length > 0 && (
        <Candidates title={say("others", { label })} found={others} take={(id) => ask(corrected(question, asked, id))} />
      )}
    </div>
  );
}

/** A name that nothing has, or several things have: what it may have meant. */
function Refusal({ problem, question, ask }: Asked & { problem: Problem }) {
  const say = useWords();
  const ambiguous = problem.status === 409;
  const title = problem.candidates.length ? say(ambiguous ? "ambiguous" : "unknown", { asked: problem.asked }) : problem.detail;
  return (
    <div class="meant">
      <p class="trouble" role="alert" lang={problem.candidates.length ? undefined : "en"}>
        {title}
      </p>
      <Candidates title={say("candidates")} found={problem.candidates} take={(id) => ask(corrected(question, problem.asked, id))} />
    </div>
  );
}

interface CandidatesProps {
  readonly title: string;
  readonly found: readonly Suggestion[];
  readonly take: (id: string) => void;
}

function Candidates({ title, found, take }: CandidatesProps) {
  const several = (label: string) => found.filter((one) => one.label === label).length > 1;
  if (!found.length) return null;
  return (
    <div class="chips" role="group" aria-label={title}>
      <span class="label">{title}</span>
      {found.map(({ id, label }) => (
        <button key={id} type="button" class="chip" onClick={() => take(id)}>
          {label} {several(label) && <small>{id}</small>}
        </button>
      ))}
    </div>
  );
}
