import type { Problem } from "../api/client";
import { Brief } from "./Brief";
import type { Props } from "./Form";
import { replaced } from "./slice";
import { useBriefing } from "./useBriefing";
import { useWords } from "./words";

/** The briefing, or why there is none. */
export function Outcome({ wish, ask }: Props) {
  const say = useWords();
  const loaded = useBriefing(wish);
  switch (loaded.state) {
    case "idle":
      return <p class="hint">{say("idle")}</p>;
    case "loading":
      return <p class="hint">{say("loading")}</p>;
    case "failed":
      return (
        <p class="trouble" role="alert">
          {loaded.reason}
        </p>
      );
    case "refused":
      return <Refusal problem={loaded.problem} wish={wish} ask={ask} />;
    case "here":
      return <Brief briefing={loaded.briefing} />;
  }
}

function Refusal({ problem: { asked, detail, candidates }, wish, ask }: Props & { problem: Problem }) {
  const say = useWords();
  return (
    <>
      <p class="trouble" role="alert">
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
