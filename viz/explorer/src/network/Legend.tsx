import { useSession } from "../app/session";
import { capital } from "../i18n/vocabulary";
import { counts } from "../state/facets";
import { toggledIn } from "../state/filters";
import { inView } from "../state/shown";
import { KindDot } from "../view/KindDot";
import { colouring } from "./colouring";
import { called } from "./drawn";
import { groups } from "./groups";
import { useWords } from "./words";

/** What the colours mean; a kind that is pressed is hidden or shown. */
export function Legend() {
  const { parts } = useSession();
  const by = colouring(parts.value);
  return (
    <div class="legend">
      <Kinds coloured={by === "kind"} />
      <Groups />
    </div>
  );
}

function Kinds({ coloured }: { coloured: boolean }) {
  const session = useSession();
  const say = useWords();
  const { graph, look, vocabulary, settings } = session;
  const { view, filters } = look.value;
  const found = counts(graph.value, inView(graph.value, view), filters, "kinds");
  const tops = [...found].filter(([kind]) => vocabulary.value.top(kind) === kind);
  const kinds = tops.sort(([a, n], [b, m]) => m - n || a.localeCompare(b));
  const turn = (kind: string, name: string) => {
    const note = say(filters.kinds.has(kind) ? "kind.on" : "kind.off", { name });
    session.step(note, (was) => ({ filters: toggledIn(was.filters, "kinds", kind) }));
  };
  return (
    <div class="legend-row" role="group" aria-label={say("legend")}>
      {kinds.map(([kind, number]) => {
        const name = capital(vocabulary.value.kind(kind));
        return (
          <button key={kind} type="button" class="chip" aria-pressed={!filters.kinds.has(kind)} onClick={() => turn(kind, name)}>
            {coloured && <KindDot kind={kind} />}
            {name} <span class="count">{number.toLocaleString(settings.value.language)}</span>
          </button>
        );
      })}
    </div>
  );
}

/** The groups that have a colour of their own. */
function Groups() {
  const { graph, parts } = useSession();
  const say = useWords();
  const { names, shorts } = graph.value.columns;
  const found = groups(graph.value, colouring(parts.value));
  if (!found.length) return null;
  return (
    <ul class="legend-row" aria-label={say("legend.groups")}>
      {found.map(({ key, leader, size, colour }) => (
        <li key={key}>
          <span class="kind-dot" style={{ "--dot": `var(${colour})` }} aria-hidden="true" />
          {called(names[leader]!, shorts[leader]!)} <span class="count">{size}</span>
        </li>
      ))}
      <li>
        <span class="kind-dot" style={{ "--dot": "var(--group-none)" }} aria-hidden="true" />
        {say("legend.rest")}
      </li>
    </ul>
  );
}
