import { type Session, useSession } from "../app/session";
import { between, OPEN_AGREEMENTS } from "../state/view";
import questions from "./questions.json";
import { useWords } from "./words";

type Question = (typeof questions)[number];

/** Questions that the graph answers at a press. */
export function Questions() {
  const session = useSession();
  const say = useWords();
  const { view } = session.look.value;
  if (view.scene !== "story") return null;
  return (
    <nav class="questions" aria-label={say("questions")}>
      {questions.filter((one) => canAnswer(session, one)).map((one) => {
        const text = say(one.key as Parameters<typeof say>[0]);
        return (
          <button key={one.key} type="button" class="chip" onClick={() => answer(session, one, text)}>
            {text}
          </button>
        );
      })}
    </nav>
  );
}

/** Whether the graph holds what a question speaks of; until it is here it may. */
function canAnswer(session: Session, { between: regions, scene }: Question): boolean {
  const { core, kinds, tables } = session.columns.value;
  if (core === 0) return true;
  if (scene === "open") return kinds.includes("Agreement");
  return (regions ?? []).every((id) => tables.regions.ids.includes(id));
}

/** Show the answer: a table in the view of the question, or a part of the network. */
function answer(session: Session, { technology, region, between: regions }: Question, text: string): void {
  if (technology && region) {
    session.parts.value = { ...session.parts.value, technology: [technology], region: [region] };
    session.tab.value = "question";
    return;
  }
  const [one = "", other = ""] = regions ?? [];
  session.step(text, () => ({ view: regions ? between(one, other) : OPEN_AGREEMENTS }));
}
