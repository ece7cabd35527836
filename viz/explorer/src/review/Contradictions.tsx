import { Trouble } from "../view/Trouble";
import { Contested } from "./Contested";
import { byPeople, keyOf } from "./contested";
import { type Contradictions as Found, MOST, useContradictions } from "./useContradictions";
import { useWords } from "./words";
import "./contradictions.css";

/** Where sources contradict each other: what stands, what lost, why, and a way to decide. */
export function Contradictions() {
  const say = useWords();
  const contradictions = useContradictions();
  const { found, trouble, last, undo } = contradictions;
  const decided = found?.filter(byPeople) ?? [];
  const open = found?.filter((one) => !byPeople(one)) ?? [];
  return (
    <>
      <Trouble reason={trouble} />
      {last && (
        <p>
          <button type="button" class="button" onClick={undo}>
            {say("undo")}
          </button>
        </p>
      )}
      {found && !open.length && <p class="hint">{say("agreed")}</p>}
      <List some={open} contradictions={contradictions} />
      {found?.length === MOST && <p class="hint">{say("most", { n: MOST })}</p>}
      {decided.length > 0 && <h3>{say("by_people")}</h3>}
      <List some={decided} contradictions={contradictions} />
    </>
  );
}

function List({ some, contradictions }: { some: NonNullable<Found["found"]>; contradictions: Found }) {
  return (
    <>
      {some.map((one) => (
        <Contested key={keyOf(one)} contradiction={one} decide={contradictions.decide} />
      ))}
    </>
  );
}
