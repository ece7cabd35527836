import { useLayoutEffect, useRef } from "preact/hooks";
import { Trouble } from "../view/Trouble";
import type { Desk } from "./useDesk";
import { useWords } from "./words";

/** What was entered last, with its undo; the focus comes here after each entry. */
export function LastEntry({ desk: { last, trouble, takeBack } }: { desk: Desk }) {
  const say = useWords();
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (!last) return;
    place.current?.focus();
    place.current?.scrollIntoView({ block: "nearest" });
  }, [last]);
  return (
    <>
      <Trouble reason={trouble} />
      {last && (
        <div ref={place} class="last" role="group" aria-label={say(last.undone ? "undone" : "entered", { title: last.title })} tabIndex={-1}>
          <p>{say(last.undone ? "undone" : "entered", { title: last.title })}</p>
          {!last.undone && (
            <p class="buttons">
              <button type="button" class="button small" onClick={() => takeBack(last.entry, last.title)}>
                {say("undo")}
              </button>
            </p>
          )}
        </div>
      )}
    </>
  );
}
