import type { Session } from "../app/session";
import { dateInWords } from "../i18n/dates";
import type { Columns } from "../state/columns";
import type { Notes } from "./drawn";
import { tells } from "../state/stages";
import { foldedMembers } from "./folds";
import type en from "./words/en.json";

/** What stands below the names, in the session's language: where, when, how many members. */
export function notes(session: Session): Notes {
  const say = session.words<keyof typeof en>("network");
  const graph = session.graph.value;
  const shown = new Set(session.shown.value.nodes);
  const story = session.story.value;
  const stage = (one: string) => (tells(one) ? session.vocabulary.value.value("stage", one) : "");
  return {
    note: (row) => [note(graph.columns, row, session.settings.value.language), stage(graph.columns.stages[row]!)].filter(Boolean).join(" · "),
    fold: (row) => {
      const n = foldedMembers(graph, row, shown, story);
      return n ? say("fold", { n }) : "";
    },
  };
}

function note(columns: Columns, row: number, language: string): string {
  const since = columns.since[row]!;
  switch (columns.kinds[row]) {
    case "Project":
      return [...new Set([since.slice(0, 4), columns.until[row]!.slice(0, 4)])].filter(Boolean).join(" – ");
    case "Agreement":
    case "Event":
      return dateInWords(since, language);
    default:
      return place(columns, row);
  }
}

/** The city and the country of the first place. */
function place({ places, tables: { regions } }: Columns, row: number): string {
  const [first] = places[row]!;
  if (first === undefined) return "";
  const line = regions.within[first]!;
  const level = (name: string) => line.find((one) => regions.levels[one] === name);
  const found = [level("city"), level("country")].filter((one) => one !== undefined);
  return found.map((one) => regions.labels[one]).join(", ");
}
