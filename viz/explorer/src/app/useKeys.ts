import { useEffect } from "preact/hooks";
import { commandFor } from "./commands";
import { dialog } from "./dialogs";
import { useSession } from "./session";

/** Keys do what the commands of the page say, unless a dialog lies over it. */
export function useKeys(): void {
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
