import { useEffect } from "preact/hooks";
import { keepFocus } from "../controllers/focus";
import { Brand, Language, ThemeButton } from "../app/Header";
import { useSession } from "../app/session";
import { Status } from "../app/Status";
import { useKeys } from "../app/useKeys";
import { first } from "../state/address";
import { Deciding } from "./Deciding";
import { Proposal } from "./Proposal";
import { KINDS, type Kind, kindNamed, progress } from "./slice";
import { type Desk, type Queue, useQueue } from "./useQueue";
import { useWords } from "./words";
import "./review.css";

/** The page where people decide what a program should not. */
export function ReviewPage() {
  const { parts } = useSession();
  const kind = kindNamed(first(parts.value, "queue"));
  const queue = useQueue(kind);
  useKeys();
  useEffect(() => keepFocus(), []);
  return (
    <>
      <header class="top">
        <Brand />
        <div class="tools">
          <Language />
          <ThemeButton />
        </div>
      </header>
      <main>
        <div id="view" class="review" tabIndex={-1}>
          <Kinds kind={kind} />
          {queue.trouble && (
            <p class="trouble" role="alert">
              {queue.trouble}
            </p>
          )}
          {queue.desk && <AtTheDesk desk={queue.desk} kind={kind} queue={queue} />}
        </div>
      </main>
      <Status />
    </>
  );
}

/** Which kind of proposals is looked at; the address keeps it. */
function Kinds({ kind }: { kind: Kind }) {
  const { parts } = useSession();
  const say = useWords();
  return (
    <div class="review-head">
      <h2>{say("title")}</h2>
      <div class="kinds" role="group" aria-label={say("kinds")}>
        {KINDS.map((one) => (
          <button
            key={one}
            type="button"
            class="chip"
            aria-pressed={one === kind}
            onClick={() => (parts.value = { ...parts.value, queue: one ? [one] : [] })}
          >
            {say(`kind.${one || "all"}`)}
          </button>
        ))}
      </div>
    </div>
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
  const others = queue.proposals.filter(({ id }) => id !== shown?.asked.id);
  if (!others.length) return null;
  return (
    <nav aria-label={say("waiting")}>
      <h3>{say("waiting")}</h3>
      <ul>
        {others.map(({ id, title }) => (
          <li key={id}>
            <button type="button" class="name-button" onClick={() => show(id)}>
              {title}
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
