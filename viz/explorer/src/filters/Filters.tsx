import { useSession } from "../app/session";
import { capital } from "../i18n/vocabulary";
import { toggledIn } from "../state/filters";
import { inView } from "../state/shown";
import { KindDot } from "../view/KindDot";
import { useWords } from "./words";
import "./filters.css";

/** What a person asks the views to leave out. */
export function Filters() {
  const say = useWords();
  return (
    <section class="side filters" aria-label={say("title")}>
      <h2>{say("title")}</h2>
      <Kinds />
    </section>
  );
}

function Kinds() {
  const session = useSession();
  const say = useWords();
  const { graph, look, vocabulary } = session;
  const { view, filters } = look.value;
  const counts = new Map<string, number>();
  for (const row of inView(graph.value, view)) {
    const kind = graph.value.columns.kinds[row]!;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const turn = (kind: string, name: string) => {
    const note = say(filters.kinds.has(kind) ? "kind.on" : "kind.off", { name });
    session.step(note, (was) => ({ filters: toggledIn(was.filters, "kinds", kind) }));
  };
  return (
    <fieldset>
      <legend>{say("kinds")}</legend>
      {[...counts].map(([kind, number]) => {
        const name = capital(vocabulary.value.kind(kind));
        return (
          <label key={kind} class="choice">
            <input type="checkbox" checked={!filters.kinds.has(kind)} onChange={() => turn(kind, name)} />
            <KindDot kind={kind} />
            <span>{name}</span>
            <span class="count">{number}</span>
          </label>
        );
      })}
    </fieldset>
  );
}
