import type { Problem } from "../api/client";
import { useAnswer } from "../app/useAnswer";
import { Trouble } from "../view/Trouble";
import { Brief } from "./Brief";
import type { Props } from "./Form";
import { replaced } from "./slice";
import { useWords } from "./words";

/** The briefing, or why there is none. */
export function Outcome({ wish, ask }: Props) {
  const say = useWords();
  if (!wish.region) return <p class="hint">{say("idle")}</p>;
  return <Answered key={Object.values(wish).join("\n")} wish={wish} ask={ask} />;
}

function Answered({ wish, ask }: Props) {
  const say = useWords();
  const loaded = useAnswer((client) => client.briefing(wish), []);
  if (loaded.state === "loading") return <p class="hint">{say("loading")}</p>;
  if (loaded.state === "here") return <Brief briefing={loaded.found} />;
  return loaded.problem ? <Refusal problem={loaded.problem} wish={wish} ask={ask} /> : <Trouble reason={loaded.reason} />;
}

function Refusal({ problem: { asked, detail, candidates }, wish, ask }: Props & { problem: Problem }) {
  const say = useWords();
  return (
    <>
      <p class="trouble" role="alert" lang={candidates.length ? undefined : "en"}>
        {candidates.length ? say("unknown", { asked }) : detail}
      </p>
      <div class="forms">
        {candidates.map(({ id, label }) => (
          <button key={id} type="button" class="chip" onClick={() => ask(replaced(wish, asked, id))}>
            {label} <small>{id}</small>
          </button>
        ))}
      </div>
    </>
  );
}
