import type { Briefing } from "../api/client";
import { ExternalLink } from "../view/ExternalLink";
import { Section } from "./Section";
import { pagesOf } from "./slice";
import { useWords } from "./words";

/** The pages that state what is said above, by their numbers there. */
export function Pages({ briefing }: { briefing: Briefing }) {
  const say = useWords();
  return (
    <Section title={say("pages")}>
      <ol class="pages">
        {pagesOf(briefing).map((url) => (
          <li key={url}>
            <ExternalLink address={url} />
          </li>
        ))}
      </ol>
    </Section>
  );
}
