import { useComputed } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Filters } from "../filters/Filters";
import { Panel } from "../panel/Panel";
import { keepFocus } from "../controllers/focus";
import { useLoading } from "../network/useLoading";
import { commandFor } from "./commands";
import { dialog } from "./dialogs";
import { Header } from "./Header";
import { Help } from "./Help";
import { OpenView } from "./OpenView";
import { Palette } from "./Palette";
import { useSession } from "./session";
import { TabList } from "./TabList";
import { tabNamed } from "./tabs";
import { useCommonCommands } from "./useCommonCommands";
import { useWords } from "./words";

/** The page: header, views as tabs, filters on one side, what is known of the chosen one on the other. */
export function App() {
  const session = useSession();
  const say = useWords();
  useCommonCommands();
  useKeys();
  useLoading();
  useEffect(() => keepFocus(), []);
  const filtered = tabNamed(session.tab.value).filtered && session.filtersOpen.value;
  const chosen = useComputed(() => session.selection.value.chosen !== "");
  return (
    <>
      <a class="skip" href="#view" onClick={skip}>
        {say("skip")}
      </a>
      <header>
        <Header />
        <TabList />
      </header>
      <div class="workspace">
        {filtered && <Filters />}
        <OpenView />
        {chosen.value && <Panel />}
      </div>
      <Status />
      {dialog.value === "help" && <Help />}
      {dialog.value === "palette" && <Palette />}
    </>
  );
}

/** Go to the view without touching the address, which holds the view. */
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById("view")?.focus();
}

function useKeys(): void {
  const session = useSession();
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || dialog.peek()) return;
      const command = commandFor(session.commands.peek(), event);
      if (!command) return;
      event.preventDefault();
      command.run();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, [session]);
}

/** What is said aloud, and whether the server answers. */
function Status() {
  const session = useSession();
  const say = useWords();
  return (
    <>
      <p class="visually-hidden" role="status" aria-live="polite">
        {session.announced}
      </p>
      {!session.connected.value && (
        <p class="lost" role="alert">
          {say("lost")}
        </p>
      )}
    </>
  );
}
