import { useSession } from "../app/session";
import { dateInWords } from "../i18n/dates";
import { isPartialDate } from "./drafts";
import { useWords } from "./words";

const EXACTNESS = { 4: "date.year", 7: "date.month", 10: "date.full" } as const;

/** How a date is read: in words, and whether its day or month is not stated. */
export function DateRead({ id, text }: { id: string; text: string }) {
  const say = useWords();
  const { settings } = useSession();
  const typed = text.trim();
  const exactness = isPartialDate(typed) ? EXACTNESS[typed.length as 4] : null;
  return (
    <p id={id} class="read" hidden={!exactness}>
      {exactness && say(exactness, { date: dateInWords(typed, settings.value.language) })}
    </p>
  );
}
