import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useSession } from "./session";
import { type Tab, tabNamed } from "./tabs";
import { useWords } from "./words";

type Opening =
  | { readonly state: "loading" }
  | { readonly state: "open"; readonly View: ComponentType; readonly id: string }
  | { readonly state: "failed"; readonly reason: string };

/** The view whose tab is open; its code is loaded when it is first opened. */
export function OpenView() {
  const tab = tabNamed(useSession().tab.value);
  const { opening, again } = useOpening(tab);
  return (
    <main>
      <div id="view" role="tabpanel" aria-labelledby={`tab-${tab.id}`} tabIndex={-1}>
        <Opened opening={opening} again={again} />
      </div>
    </main>
  );
}

function Opened({ opening, again }: { opening: Opening; again: () => void }) {
  const say = useWords();
  switch (opening.state) {
    case "loading":
      return <p class="notice">{say("loading")}</p>;
    case "failed":
      return (
        <div class="notice trouble" role="alert">
          <p>{say("failed", { reason: opening.reason })}</p>
          <button type="button" class="button" onClick={again}>
            {say("again")}
          </button>
        </div>
      );
    case "open":
      return <opening.View key={opening.id} />;
  }
}

function useOpening(tab: Tab) {
  const [opening, setOpening] = useState<Opening>({ state: "loading" });
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let wanted = true;
    const show = (next: Opening) => wanted && setOpening(next);
    tab.load().then(
      (module) => show({ state: "open", View: module.default, id: tab.id }),
      (error: unknown) => show({ state: "failed", reason: String(error) }),
    );
    return () => {
      wanted = false;
    };
  }, [tab, attempt]);
  return { opening, again: () => setAttempt(attempt + 1) };
}
