import { useComputed } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Filters } from "../filters/Filters";
import { Panel } from "../panel/Panel";
import { keepFocus } from "../controllers/focus";
import { useLoading } from "../network/useLoading";
import { Share } from "../share/Share";
import { first } from "../state/address";
import { address } from "./address";
import { dialog } from "./dialogs";
import { Header } from "./Header";
import { Help } from "./Help";
import { OpenView } from "./OpenView";
import { Palette } from "./Palette";
import { useSession } from "./session";
import { Status } from "./Status";
import { TabList } from "./TabList";
import { tabNamed } from "./tabs";
import { useCommonCommands } from "./useCommonCommands";
import { useDocumentTitle } from "./useDocumentTitle";
import { useKeys } from "./useKeys";
import { useWords } from "./words";

/** The page: header, views as tabs, filters on one side, what is known of the chosen one on the other. */
export function App() {
  const session = useSession();
  const say = useWords();
  useCommonCommands();
  useKeys();
  useLoading();
  useEffect(() => keepFocus(), []);
  const embedded = first(session.parts.value, "embed") === "yes";
  const filtered = tabNamed(session.tab.value).filtered && session.filtersOpen.value && !embedded;
  const chosen = useComputed(() => session.selection.value.chosen);
  const tab = tabNamed(session.tab.value).id;
  useDocumentTitle(chosen.value && session.nameOf(chosen.value, ""), session.words(tab)("tab"));
  return (
    <>
      <a class="skip" href="#view" onClick={skip}>
        {say("skip")}
      </a>
      {embedded ? (
        <Embedded />
      ) : (
        <header>
          <Header />
          <TabList />
        </header>
      )}
      <div class="workspace">
        {filtered && <Filters />}
        <OpenView />
        {chosen.value !== "" && <Panel />}
      </div>
      <Status />
      {dialog.value === "help" && <Help />}
      {dialog.value === "palette" && <Palette />}
      {dialog.value === "share" && <Share />}
    </>
  );
}

/** Inside another page: only where it comes from, and the way to all of it. */
function Embedded() {
  const session = useSession();
  const say = useWords();
  const alone = { ...session.parts.value, embed: [] };
  return (
    <header class="embedded">
      <h1>{say("title")}</h1>
      <a href={`./${address(session, alone)}`} target="_blank" rel="noopener">
        {say("embedded")}
      </a>
    </header>
  );
}

/** Go to the view without touching the address, which holds the view. */
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById("view")?.focus();
}
