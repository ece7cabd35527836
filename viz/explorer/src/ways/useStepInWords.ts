import { useSession } from "../app/session";
import { useTieTitle } from "../panel/useTieTitle";
import { useSpan } from "../view/useSpan";
import type { WayStep } from "./way";

/** A step as a sentence: "LITEK – party to → Memorandum (party, since 2019)". */
export function useStepInWords(name: (id: string) => string): (step: WayStep) => string {
  const { vocabulary } = useSession();
  const title = useTieTitle();
  const span = useSpan();
  return (step) => {
    const notes = [step.role && vocabulary.value.role(step.role), span(step.since, step.until)].filter(Boolean);
    const sentence = `${name(step.from)} – ${title(step).toLowerCase()} → ${name(step.to)}`;
    return notes.length ? `${sentence} (${notes.join(", ")})` : sentence;
  };
}
