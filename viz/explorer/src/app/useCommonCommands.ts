import { useCommands } from "./commands";
import { open } from "./dialogs";
import { SEARCH_BOX } from "./Search";
import { printPage } from "./printing";
import { useSession } from "./session";
import { TABS } from "./tabs";
import { useWords } from "./words";

/** The commands that every view has. */
export function useCommonCommands(): void {
  const session = useSession();
  const say = useWords();
  useCommands([
    { id: "search", label: say("command.search"), key: "/", run: () => document.getElementById(SEARCH_BOX)?.focus() },
    { id: "palette", label: say("command.palette"), key: "Control+k", run: () => open("palette") },
    { id: "help", label: say("command.help"), key: "?", run: () => open("help") },
    { id: "share", label: say("command.share"), key: "s", run: () => open("share") },
    { id: "print", label: say("command.print"), key: "Control+p", run: () => printPage(session) },
    { id: "undo", label: say("undo"), key: "Control+z", run: () => session.undo() },
    { id: "redo", label: say("redo"), key: "Control+Shift+z", run: () => session.redo() },
    ...TABS.map(({ id }, place) => ({
      id: `tab-${id}`,
      label: say("command.view", { name: session.words(id)("tab") }),
      key: String(place + 1),
      run: () => {
        session.tab.value = id;
        document.getElementById(`tab-${id}`)?.focus();
      },
    })),
  ]);
}
