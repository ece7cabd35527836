import { useSession } from "../app/session";
import { chosen } from "../state/selection";
import { KindDot } from "../view/KindDot";
import type { Item, Items } from "./items";
import { useWords } from "./words";

/** What no source dates, apart from the years. */
export function Undated({ items: { undated } }: { items: Items }) {
  const say = useWords();
  if (!undated.length) return null;
  return (
    <details class="undated">
      <summary>{say("undated", { n: undated.length })}</summary>
      <ul>
        {undated.map((one) => (
          <li key={one.id}>
            <KindDot kind={one.kind} /> <Name item={one} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The name of an entry; pressing it opens what is known of it. */
export function Name({ item: { id, name, language } }: { item: Item }) {
  const { selection } = useSession();
  return (
    <button type="button" class="name-button" lang={language || undefined} aria-pressed={selection.value.chosen === id}
      onClick={() => (selection.value = chosen(selection.value, id))}>
      {name}
    </button>
  );
}
