import { useSession } from "../app/session";
import { useWords } from "./words";

/** What is shown, in a sentence, and what is not. */
export function Summary() {
  const { shown, columns } = useSession();
  const { leftOut } = columns.value.tables;
  const say = useWords();
  const { nodes, filtered } = shown.value;
  return (
    <p class="summary">
      {say("shown", { n: nodes.length })} {filtered > 0 && say("filtered", { n: filtered })}
      {leftOut.nodes > 0 && say("left.out", { n: leftOut.nodes })}
    </p>
  );
}
