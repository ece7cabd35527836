import { useSession } from "../app/session";
import { capital } from "../i18n/vocabulary";
import { counts } from "../state/facets";
import { toggledIn } from "../state/filters";
import { KindDot } from "../view/KindDot";
import { Choice } from "./Choice";
import { useWords } from "./words";

/** Kinds, and the types within them. */
export function Kinds({ wanted }: { wanted: ReadonlySet<number> }) {
  const session = useSession();
  const say = useWords();
  const { vocabulary, look, graph } = session;
  const { filters } = look.value;
  const found = counts(graph.value, wanted, filters, "kinds");
  const named = [...found].map(([kind, number]) => ({ kind, number, top: vocabulary.value.top(kind) }));
  const tops = named.filter(({ kind, top }) => kind === top).sort((a, b) => b.number - a.number);
  const within = (top: string) => named.filter((one) => one.top === top && one.kind !== top).sort((a, b) => b.number - a.number);
  const turn = (kind: string) => {
    const name = capital(vocabulary.value.kind(kind));
    const note = say(filters.kinds.has(kind) ? "kind.on" : "kind.off", { name });
    session.step(note, (was) => ({ filters: toggledIn(was.filters, "kinds", kind) }));
  };
  const line = (kind: string, number: number, dot: boolean) => (
    <Choice checked={!filters.kinds.has(kind)} number={number} onChange={() => turn(kind)}>
      {dot && <KindDot kind={kind} />}
      <span>{capital(vocabulary.value.kind(kind))}</span>
    </Choice>
  );
  return (
    <details class="filter" open>
      <summary>{say("kinds")}</summary>
      <ul>
        {tops.map(({ kind, number }) => (
          <li key={kind}>
            {line(kind, number, true)}
            {within(kind).length > 1 && (
              <ul>
                {within(kind).map((one) => (
                  <li key={one.kind}>{line(one.kind, one.number, false)}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
