import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { escapes } from "../view/escapes";
import { useWords } from "./words";

interface Props {
  /** What is said to be so, or not so. */
  readonly what: string;
  /** Where it was read, as far as it is known. */
  readonly place: string;
  readonly onSettled: (address: string) => void;
  readonly onLeft: () => void;
}

/** Asks where it was read, and enters what was chosen. */
export function Settling({ what, place, onSettled, onLeft }: Props) {
  const say = useWords();
  const [address, setAddress] = useState(place);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <form
      class="settling"
      aria-label={what}
      onSubmit={(event) => {
        event.preventDefault();
        onSettled(address);
      }}
      onKeyDown={(event) => escapes(event) && onLeft()}
    >
      <label>
        <span class="label">{say("where")}</span>
        <input
          ref={field}
          type="text"
          required
          maxLength={2000}
          value={address}
          onInput={({ currentTarget }) => setAddress(currentTarget.value)}
        />
      </label>
      <button type="submit" class="button primary">
        {say("enter")}
      </button>
      <button type="button" class="button" onClick={onLeft}>
        {say("leave")}
      </button>
    </form>
  );
}
