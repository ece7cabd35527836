import { useLayoutEffect, useRef } from "preact/hooks";
import { useSession } from "../app/session";
import { IconButton } from "../view/IconButton";
import { NameButton } from "../view/NameButton";
import { useWords } from "./words";

interface Props {
  readonly rows: readonly number[];
  readonly title: "place" | "pointless";
  readonly close: () => void;
}

/** The organisations that stand behind one mark, or that have none. */
export function Place({ rows, title, close }: Props) {
  const say = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  const { ids, names, languages } = useSession().columns.value;
  const sorted = [...rows].sort((a, b) => names[a]!.localeCompare(names[b]!));
  useLayoutEffect(() => heading.current?.focus(), [rows]);
  return (
    <section class="map-place" aria-labelledby="map-place">
      <header>
        <h2 id="map-place" ref={heading} tabIndex={-1}>{say(title, { n: rows.length })}</h2>
        <IconButton icon="close" label={say("place.close")} onClick={close} />
      </header>
      <ul>
        {sorted.map((row) => (
          <li key={row}>
            <NameButton id={ids[row]!} name={names[row]!} language={languages[row]!} />
          </li>
        ))}
      </ul>
    </section>
  );
}
