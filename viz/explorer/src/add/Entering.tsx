import { useState } from "preact/hooks";
import { useWords } from "./words";

interface Props {
  /** Whether what is shown is what would be entered. */
  readonly ready: boolean;
  /** Whether it could not be read so. */
  readonly failed: boolean;
  /** Whether somebody must say that the table is whole. */
  readonly asks: boolean;
  readonly enter: (sure: boolean) => void;
  readonly cancel: () => void;
}

/** The last word: enter it, or cancel it. */
export function Entering({ ready, failed, asks, enter, cancel }: Props) {
  const say = useWords();
  const [sure, setSure] = useState(false);
  const may = ready && (sure || !asks);
  return (
    <div class="entering" role="group" aria-label={say("enter")}>
      {asks && (
        <label class="check">
          <input type="checkbox" checked={sure} onChange={({ currentTarget }) => setSure(currentTarget.checked)} />
          {say("sure")}
        </label>
      )}
      {!ready && <p id="not-ready">{say(failed ? "unread" : "look_first")}</p>}
      <button
        type="button"
        class="button primary"
        aria-disabled={!may}
        {...(ready ? {} : { "aria-describedby": "not-ready" })}
        onClick={() => may && enter(sure)}
      >
        {say("enter")}
      </button>
      <button type="button" class="button" onClick={cancel}>
        {say("cancel")}
      </button>
    </div>
  );
}
