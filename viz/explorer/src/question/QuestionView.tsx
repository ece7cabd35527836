import { useSession } from "../app/session";
import { Outcome } from "./Outcome";
import { Sentence } from "./Sentence";
import { asked, asking, type Question } from "./slice";
import "./question.css";

/** Who works on a technology in a region: the question, and its answer. */
export default function QuestionView() {
  const { parts } = useSession();
  const question = asked(parts.value);
  const ask = (next: Question) => (parts.value = { ...parts.value, ...asking(next) });
  return (
    <div class="question">
      <Sentence question={question} ask={ask} />
      <Outcome question={question} ask={ask} />
    </div>
  );
}
