import type { StoryNode } from "../api/client";
import type { Session } from "../app/session";
import { dateInWords } from "../i18n/dates";
import type { StoryWords } from "./drawn";
import { foldedMembers } from "./folds";
import type en from "./words/en.json";

/** What stands below the name of a node of the story, in the session's language. */
export function storyWords(session: Session): StoryWords {
  const say = session.words<keyof typeof en>("network");
  const { language } = session.settings.value;
  const { view } = session.look.value;
  return {
    note: (node) => note(node, language),
    fold: (node) => {
      const n = foldedMembers(node, view);
      return n ? say("fold", { n }) : "";
    },
  };
}

function note({ part, place, country_label, since, until }: StoryNode, language: string): string {
  if (part === "project") return [since, until].map((date) => date.slice(0, 4)).filter(Boolean).join(" – ");
  if (part === "agreement") return dateInWords(since, language);
  return part === "country" ? "" : [place, country_label].filter(Boolean).join(", ");
}
