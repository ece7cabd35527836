import { useEffect, useState } from "preact/hooks";
import { useSession } from "../app/session";
import { TechnologyPicker, RegionPicker, type Picked, pickedId } from "./pickers";
import type { Question } from "./slice";
import { useWords } from "./words";

interface Props {
  readonly question: Question;
  readonly ask: (question: Question) => void;
}

/** The question as one sentence with two pickers. A new question begins without what narrowed the old one. */
export function Sentence({ question, ask }: Props) {
  const session = useSession();
  const say = useWords();
  const [technology, setTechnology] = useState<Picked>({ id: question.technology, text: null });
  const [region, setRegion] = useState<Picked>({ id: question.region, text: null });
  useEffect(() => setTechnology({ id: question.technology, text: null }), [question.technology]);
  useEffect(() => setRegion({ id: question.region, text: null }), [question.region]);
  const submit = (event: Event) => {
    event.preventDefault();
    const next = { technology: pickedId(technology), region: pickedId(region), kinds: [], roles: [] };
    if (!next.technology || !next.region) return session.announce(say("both"));
    ask(next);
  };
  return (
    <form class="asking" onSubmit={submit}>
      <span>{say("sentence.start")}</span>
      <TechnologyPicker id="question-technology" picked={technology} onPick={setTechnology} />
      <span>{say("sentence.middle")}</span>
      <RegionPicker id="question-region" picked={region} onPick={setRegion} />
      <span>{say("sentence.end")}</span>
      <button class="button primary">{say("ask")}</button>
    </form>
  );
}
