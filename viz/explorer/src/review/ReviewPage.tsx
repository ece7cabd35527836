import { CuratorFrame } from "../app/CuratorFrame";
import { useSession } from "../app/session";
import { first } from "../state/address";
import { Trouble } from "../view/Trouble";
import { Contradictions } from "./Contradictions";
import { Deciding } from "./Deciding";
import { Proposal } from "./Proposal";
import { CONTRADICTIONS, KINDS, type Kind, kindNamed, progress } from "./slice";
import { type Desk, type Queue, useQueue } from "./useQueue";
import { useTitle } from "./useTitle";
import { useWords } from "./words";
import "./review.css";

/** The page where people decide what a program should not. */
export function ReviewPage() {
  const { parts } = useSession();
  const list = first(parts.value, "queue");
  return (
    <CuratorFrame page="review">
      <Lists shown={list === CONTRADICTIONS ? list : kindNamed(list)} />
      {list === CONTRADICTIONS ? <Contradictions /> : <Waiting kind={kindNamed(list)} />}
    </CuratorFrame>
  );
}

/** Which list is looked at: proposals, of a kind or all, or contradictions; the address keeps it. */
function Lists({ shown }: { shown: Kind | typeof CONTRADICTIONS }) {
  const { parts } = useSession();
  const say = useWords();
  return (
    <div class="review-head">
      <h2>{say("title")}</h2>
      <div class="kinds" role="group" aria-label={say("kinds")}>
        {([...KINDS, CONTRADICTIONS] as const).map((one) => (
          <button
            key={one}
            type="button"
            class="chip"
            aria-pressed={one === shown}
            onClick={() => (parts.value = { ...parts.value, queue: one ? [one] : [] })}
          >
            {say(`kind.${one || "all"}`)}
          </button>
        ))}
        <a href="documents">{say("documents")}</a>
      </div>
    </div>
  );
}

/** The queue of a kind. */
function Waiting({ kind }: { kind: Kind }) {
  const queue = useQueue(kind);
  return (
    <>
      <Trouble reason={queue.trouble} />
      {queue.desk && <AtTheDesk desk={queue.desk} kind={kind} queue={queue} />}
    </>
  );
}

function AtTheDesk({ desk: { queue: listed, shown }, kind, queue }: { desk: Desk; kind: Kind; queue: Queue }) {
  const say = useWords();
  const { done, all } = progress(listed.tally, kind);
  return (
    <>
      <p class="progress">
        {say("progress", { done, all })}
        <progress value={done} max={all || 1} aria-hidden="true" />
      </p>
      {shown ? <Proposal proposal={shown} /> : <p class="hint">{say("empty")}</p>}
      <Deciding proposal={shown} queue={queue} />
      <Next desk={{ queue: listed, shown }} show={queue.show} />
    </>
  );
}

/** The proposals that are open besides the one that is looked at. */
function Next({ desk: { queue, shown }, show }: { desk: Desk; show: (id: string) => void }) {
  const say = useWords();
  const called = useTitle();
  const others = queue.proposals.filter(({ id }) => id !== shown?.asked.id);
  if (!others.length) return null;
  return (
    <nav aria-label={say("waiting")}>
      <h3>{say("waiting")}</h3>
      <ul>
        {others.map((asked) => (
          <li key={asked.id}>
            <button type="button" class="name-button" onClick={() => show(asked.id)}>
              {called(asked)}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
