import type { Briefing, Witness } from "../api/client";
import { useSession } from "../app/session";
import { dateInWords } from "../i18n/dates";
import { pagesOf, statements } from "./slice";
import { useWords } from "./words";

/** Who states a line, of which date, on which of the pages that stand at the end. */
export function Said({ briefing, witnesses }: { briefing: Briefing; witnesses: readonly Witness[] }) {
  const { settings } = useSession();
  const say = useWords();
  return (
    <small class="said">
      {statements(briefing, pagesOf(briefing), witnesses).map(({ source, title, dated, date, pages }) => (
        <span key={source}>
          {say(dated ? "source.dated" : "source.read", { title, date: dateInWords(date, settings.value.language) })}
          {pages.length > 0 && ` [${pages.join(", ")}]`}
        </span>
      ))}
    </small>
  );
}
