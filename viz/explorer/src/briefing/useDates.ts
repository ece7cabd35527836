import { useSession } from "../app/session";
import { dateInWords } from "../i18n/dates";
import { useSpan } from "../view/useSpan";
import { useWords } from "./words";

/** Dates as the reader's language writes them; one that nobody states is said to be unknown. */
export function useDates() {
  const { settings } = useSession();
  const say = useWords();
  const span = useSpan();
  const date = (day: string) => (day === "unknown" ? say("undated") : dateInWords(day, settings.value.language));
  const dates = (start: string, end: string) => {
    if (!start && !end) return say("undated");
    return start && !end ? date(start) : span(date(start), date(end));
  };
  return { date, dates };
}
