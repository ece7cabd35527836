import { useComputed } from "@preact/signals";
import { useSession } from "../app/session";
import { active, cleared, type FilterName, NO_FILTERS } from "../state/filters";
import { inView } from "../state/shown";
import { IconButton } from "../view/IconButton";
import { Kinds } from "./Kinds";
import { LeastLinks } from "./LeastLinks";
import { Roles } from "./Roles";
import { TreeFilter } from "./TreeFilter";
import { useWords } from "./words";
import { Years } from "./Years";
import "./filters.css";

/** What a person asks the views to leave out; each can be taken back by itself. */
export function Filters() {
  const session = useSession();
  const say = useWords();
  const wanted = useComputed(() => inView(session.graph.value, session.look.value.view));
  const rows = wanted.value;
  return (
    <section class="side filters" aria-label={say("title")}>
      <header>
        <h2>{say("title")}</h2>
        <IconButton icon="close" label={say("close")} onClick={() => (session.filtersOpen.value = false)} />
      </header>
      <Active />
      <Kinds wanted={rows} />
      <TreeFilter name="technologies" wanted={rows} />
      <TreeFilter name="regions" wanted={rows} />
      <Years wanted={rows} />
      <Roles wanted={rows} />
      <TreeFilter name="programmes" wanted={rows} />
      <LeastLinks />
    </section>
  );
}

/** The filters that are set, each with what takes it back. */
function Active() {
  const session = useSession();
  const say = useWords();
  const { filters } = session.look.value;
  const names = active(filters);
  if (!names.length) return <p class="none">{say("none")}</p>;
  const clear = (name: FilterName) =>
    session.step(say("cleared", { name: say(name) }), (was) => ({ filters: cleared(was.filters, name) }));
  return (
    <ul class="active">
      {names.map((name) => (
        <li key={name}>
          <button type="button" class="chip" onClick={() => clear(name)}>
            {say("clear", { name: say(name) })}
          </button>
        </li>
      ))}
      {names.length > 1 && (
        <li>
          <button type="button" class="chip" onClick={() => session.step(say("all.cleared"), () => ({ filters: NO_FILTERS }))}>
            {say("clear.all")}
          </button>
        </li>
      )}
    </ul>
  );
}
