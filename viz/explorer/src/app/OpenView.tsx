import type { ComponentType } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";
import { useSession } from "./session";
import { type Tab, tabNamed } from "./tabs";
import { useWords } from "./words";

type Opening =
  | { readonly state: "loading" }
  | { readonly state: "open"; readonly View: ComponentType }
  | { readonly state: "failed"; readonly reason: string };

const LOADING: Opening = { state: "loading" };

/** The view whose tab is open; its code is loaded when it is first opened. */
export function OpenView() {
  const tab = tabNamed(useSession().tab.value);
  const { opening, again } = useOpening(tab);
  return (
    <main>
      <div id="view" role="tabpanel" aria-labelledby={`tab-${tab.id}`} tabIndex={-1}>
        <Opened key={tab.id} opening={opening} again={again} />
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
      return <opening.View />;
  }
}

/** How far each view has come; one that is here opens at once, without a glimpse of its loading. */
function useOpening({ id, load }: Tab) {
  const [known, setKnown] = useState<ReadonlyMap<string, Opening>>(new Map());
  const [attempt, setAttempt] = useState(0);
  const opening = known.get(id) ?? LOADING;
  useLayoutEffect(() => {
    if (opening.state === "open") return;
    const show = (next: Opening) => setKnown((before) => new Map(before).set(id, next));
    load().then(
      (module) => show({ state: "open", View: module.default }),
      (error: unknown) => show({ state: "failed", reason: String(error) }),
    );
  }, [id, attempt]);
  return { opening, again: () => setAttempt(attempt + 1) };
}
