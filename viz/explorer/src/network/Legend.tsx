import { useSession } from "../app/session";
import { capital } from "../i18n/vocabulary";
import { counts } from "../state/facets";
import { toggledIn } from "../state/filters";
import { inView } from "../state/shown";
import { KindDot } from "../view/KindDot";
import { useWords } from "./words";

/** The kinds on the picture, in their colours; pressing one hides or shows it. */
export function Legend() {
  const session = useSession();
  const say = useWords();
  const { graph, look, vocabulary } = session;
  const { view, filters } = look.value;
  const found = counts(graph.value, inView(graph.value, view), filters, "kinds");
  const tops = [...found].filter(([kind]) => vocabulary.value.top(kind) === kind);
  const kinds = tops.sort(([a, n], [b, m]) => m - n || a.localeCompare(b));
  const turn = (kind: string, name: string) => {
    const note = say(filters.kinds.has(kind) ? "kind.on" : "kind.off", { name });
    session.step(note, (was) => ({ filters: toggledIn(was.filters, "kinds", kind) }));
  };
  return (
    <div class="legend" role="group" aria-label={say("legend")}>
      {kinds.map(([kind, number]) => {
        const name = capital(vocabulary.value.kind(kind));
        return (
          <button key={kind} type="button" class="chip" aria-pressed={!filters.kinds.has(kind)} onClick={() => turn(kind, name)}>
            <KindDot kind={kind} />
            {name} <span class="count">{number.toLocaleString(session.settings.value.language)}</span>
          </button>
        );
      })}
    </div>
  );
}
