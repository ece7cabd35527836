import { useRef } from "preact/hooks";
import { active } from "../state/filters";
import { Icon } from "../view/Icon";
import { useCommands } from "./commands";
import { useSession } from "./session";
import { type Tab, tabNamed, TABS } from "./tabs";
import { useWords } from "./words";

/** The views as tabs: arrow keys go from one to the next. */
export function TabList() {
  const session = useSession();
  const say = useWords();
  const place = useRef<HTMLDivElement>(null);
  const open = tabNamed(session.tab.value);
  const go = (step: number) => {
    const next = TABS.at((TABS.indexOf(open) + step) % TABS.length);
    if (!next) return;
    session.tab.value = next.id;
    place.current?.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    go(step);
  };
  return (
    <div class="tab-row">
      <div class="tabs" role="tablist" aria-label={say("views")} ref={place} onKeyDown={onKeyDown}>
        {TABS.map((tab) => (
          <TabButton key={tab.id} tab={tab} open={tab === open} />
        ))}
      </div>
      {open.filtered && <FiltersButton />}
    </div>
  );
}

/** Opens and closes the filters; tells how many are set. */
function FiltersButton() {
  const { look, filtersOpen } = useSession();
  const say = useWords();
  const number = active(look.value.filters).length;
  const turn = () => (filtersOpen.value = !filtersOpen.value);
  useCommands([{ id: "filters", label: say("command.filters"), key: "f", run: turn }]);
  return (
    <button
      type="button"
      class="chip"
      data-set={number > 0 || undefined}
      aria-expanded={filtersOpen.value}
      onClick={turn}
    >
      <Icon name="filter" />
      <span>{number ? say("filters.set", { n: number }) : say("filters")}</span>
    </button>
  );
}

function TabButton({ tab, open }: { tab: Tab; open: boolean }) {
  const session = useSession();
  return (
    <button
      type="button"
      role="tab"
      id={`tab-${tab.id}`}
      aria-selected={open}
      aria-controls="view"
      tabIndex={open ? 0 : -1}
      onClick={() => (session.tab.value = tab.id)}
    >
      {session.words(tab.id)("tab")}
    </button>
  );
}
