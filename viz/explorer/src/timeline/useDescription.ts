import { useSession } from "../app/session";
import { dateInWords } from "../i18n/dates";
import type { Item } from "./items";
import { useWords } from "./words";

/** Says an entry in words: its name, when it was, and the stage of an agreement. */
export function useDescription(): (item: Item) => string {
  const when = useWhen();
  const stage = useStage();
  return (item) => [`${item.name}: ${when(item)}`, stage(item)].filter(Boolean).join("; ");
}

/** When it was, as exactly as is known; what is not known is said. */
export function useWhen(): (item: Item) => string {
  const { settings } = useSession();
  const say = useWords();
  const date = (text: string) => dateInWords(text, settings.value.language);
  return ({ since, until, kind }) => {
    if (since && until) return since === until ? date(since) : `${date(since)} – ${date(until)}`;
    if (kind === "Event") return date(since || until);
    return since ? say("end.unknown", { since: date(since) }) : say("start.unknown", { until: date(until) });
  };
}

/** The stage of an agreement, "" for what has none. */
export function useStage(): (item: Item) => string {
  const { vocabulary } = useSession();
  const say = useWords();
  return ({ stage }) => (stage ? say("stage.is", { stage: vocabulary.value.value("stage", stage) }) : "");
}
