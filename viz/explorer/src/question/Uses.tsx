import type { Hit, WhoParameters } from "../api/client";
import { useSession } from "../app/session";
import { TABS } from "../app/tabs";
import { picked } from "../state/view";
import { noted } from "../state/shortlist";
import { useWords } from "./words";

const FORMS = ["csv", "xlsx", "jsonld"] as const;
/** Views that show the same part of the graph in another way. */
const PICTURES = ["network", "map"] as const;

/** What to do with an answer: see it elsewhere, note it down, take it along. */
export function Uses({ hits, parameters }: { hits: readonly Hit[]; parameters: WhoParameters }) {
  const session = useSession();
  const say = useWords();
  const ids = hits.map(({ id }) => id);
  const show = (tab: string) => {
    session.step(say("shown", { n: ids.length }), () => ({ view: picked(ids) }));
    session.tab.value = tab;
    document.getElementById(`tab-${tab}`)?.focus();
  };
  const note = () => {
    session.shortlist.value = noted(session.shortlist.peek(), ...ids);
    session.announce(say("noted", { n: ids.length }));
  };
  if (!ids.length) return null;
  return (
    <div class="uses">
      {PICTURES.filter((id) => TABS.some((tab) => tab.id === id)).map((id) => (
        <button key={id} type="button" class="button" onClick={() => show(id)}>
          {say(`show.${id}`)}
        </button>
      ))}
      <button type="button" class="button" onClick={note}>
        {say("note", { n: ids.length })}
      </button>
      {FORMS.map((form) => (
        <a key={form} class="button" href={session.client.whoFile(parameters, form)} download>
          {say(`form.${form}`)}
        </a>
      ))}
    </div>
  );
}
