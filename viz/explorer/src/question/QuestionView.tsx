import { useState } from "preact/hooks";
import type { Answer, Hit } from "../api/client";
import { useSession } from "../app/session";
import { Combobox, type Suggest } from "../view/Combobox";
import { chosen } from "../state/selection";
import { asked, type Asking, corrected, type Question } from "./slice";
import { useAsking } from "./useAsking";
import { useWords } from "./words";

const MOST = 8;

/** Who works on a technology in a region: the question, and its answer. */
export default function QuestionView() {
  const session = useSession();
  const question = asked(session.parts.value);
  const ask = ({ technology, region }: Question) =>
    (session.parts.value = { ...session.parts.value, technology: [technology], region: [region] });
  return (
    <div class="notice">
      <Form key={`${question.technology} ${question.region}`} question={question} ask={ask} />
      <Outcome asking={useAsking(question)} question={question} ask={ask} />
    </div>
  );
}

interface Props {
  readonly question: Question;
  readonly ask: (question: Question) => void;
}

function Form({ question, ask }: Props) {
  const { client } = useSession();
  const say = useWords();
  const [typed, setTyped] = useState(question);
  const technologies: Suggest = async (text, signal) =>
    (await client.technologies(text, MOST, signal)).technologies.map(({ id, name }) => ({ id, text: name, note: "" }));
  const regions: Suggest = async (text, signal) =>
    (await client.regions(text, MOST, signal)).regions.map(({ id, name, level }) => ({ id, text: name, note: level }));
  const box = (name: keyof Question, suggest: Suggest) => (
    <Combobox
      id={name}
      label={say(name)}
      suggestionsLabel={say("suggestions", { name: say(name) })}
      value={typed[name]}
      suggest={suggest}
      onInput={(text) => setTyped({ ...typed, [name]: text })}
      onChoose={({ id }) => setTyped({ ...typed, [name]: id })}
    />
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        ask(typed);
      }}
    >
      {box("technology", technologies)}
      {box("region", regions)}
      <button class="button primary">{say("ask")}</button>
    </form>
  );
}

function Outcome({ asking, question, ask }: Props & { asking: Asking }) {
  const say = useWords();
  switch (asking.state) {
    case "idle":
      return null;
    case "waiting":
      return <p>{say("waiting")}</p>;
    case "failed":
      return <p class="trouble">{asking.reason}</p>;
    case "refused":
      return (
        <>
          <p class="trouble">{asking.problem.detail}</p>
          {asking.problem.candidates.map(({ id, label }) => (
            <button key={id} class="button" onClick={() => ask(corrected(question, asking.problem.asked, id))}>
              {label}
            </button>
          ))}
        </>
      );
    case "answered":
      return <Hits answer={asking.answer} />;
  }
}

function Hits({ answer }: { answer: Answer }) {
  const say = useWords();
  const { technology, region } = answer.query;
  return (
    <>
      <h2>{say("headline", { n: answer.total, technology: technology.label, region: region.label })}</h2>
      <ol>
        {answer.hits.map((hit) => (
          <HitLine key={hit.id} hit={hit} />
        ))}
      </ol>
    </>
  );
}

function HitLine({ hit: { id, name, score } }: { hit: Hit }) {
  const { selection } = useSession();
  return (
    <li>
      <button type="button" class="name-button" onClick={() => (selection.value = chosen(selection.value, id))}>
        {name}
      </button>
      <small> {score}</small>
    </li>
  );
}
