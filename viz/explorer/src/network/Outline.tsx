import { useRef } from "preact/hooks";
import { useCommands } from "../app/commands";
import { useSession } from "../app/session";
import { useTieTitle } from "../panel/useTieTitle";
import { back, chosen, walked } from "../state/selection";
import { KindDot } from "../view/KindDot";
import { useSpan } from "../view/useSpan";
import { paneId } from "./flags";
import { entries, type Lead, leads } from "./leads";
import { useWords } from "./words";

/** So many are listed at once; the search box finds the others. */
const MOST = 300;

/** The picture in words. Arrow keys: down and up the list, right along a link, left back. */
export function Outline() {
  const session = useSession();
  const say = useWords();
  const place = useRef<HTMLElement>(null);
  const { selection } = session;
  const at = selection.value.chosen;
  const goBack = () => {
    const before = selection.peek();
    selection.value = before.trail.length ? back(before) : chosen(before, "");
    focusLead(place.current, before.chosen);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.shiftKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) focusNext(place.current, step);
    else if (event.key === "ArrowLeft") goBack();
    else if (event.key === "ArrowRight" && event.target instanceof HTMLButtonElement) {
      event.target.click();
      focusLead(place.current);
    } else return;
    event.preventDefault();
  };
  const where = useWhere();
  useCommands([{ id: "where", label: say("where.command"), key: ".", run: () => session.announce(where()) }]);
  return (
    <section id={paneId("outline")} tabIndex={-1} class="outline" aria-label={say("outline")} ref={place} onKeyDown={onKeyDown}>
      <p class="where">{where()}</p>
      {at && (
        <button type="button" class="button small" data-back onClick={goBack}>
          {say("back")}
        </button>
      )}
      {at ? <Leads id={at} /> : <Everything />}
      <p class="keys">{say("outline.keys")}</p>
    </section>
  );
}

/** Where one is and how one came there, in words. */
function useWhere(): () => string {
  const session = useSession();
  const say = useWords();
  return () => {
    const { chosen: at, trail } = session.selection.value;
    const name = session.nameOf(at);
    if (!at) return say("where.nowhere");
    const way = [...trail, at].map((id) => session.nameOf(id)).join(" → ");
    return trail.length ? say("where.way", { name, way }) : say("where", { name });
  };
}

function Everything() {
  const session = useSession();
  const say = useWords();
  const { graph, shown, selection, vocabulary } = session;
  const all = entries(graph.value, shown.value);
  return (
    <>
      <ul>
        {all.slice(0, MOST).map(({ id, name, language, kind, type, links }) => (
          <li key={id}>
            <button type="button" class="lead" data-id={id} onClick={() => (selection.value = walked(selection.value, id))}>
              <KindDot kind={kind} />
              <span lang={language || undefined}>{name}</span>
              <small>
                {vocabulary.value.kind(type)}, {say("links", { n: links })}
              </small>
            </button>
          </li>
        ))}
      </ul>
      {all.length > MOST && <p>{say("outline.more", { n: all.length - MOST })}</p>}
    </>
  );
}

function Leads({ id }: { id: string }) {
  const session = useSession();
  const say = useWords();
  const found = leads(session.graph.value, session.shown.value, id);
  if (!found.length) return <p>{say("leads.none")}</p>;
  return (
    <ul>
      {found.map((lead, place) => (
        <li key={place}>
          <LeadLine lead={lead} />
        </li>
      ))}
    </ul>
  );
}

function LeadLine({ lead }: { lead: Lead }) {
  const { selection, vocabulary } = useSession();
  const title = useTieTitle();
  const span = useSpan();
  const notes = [lead.role && vocabulary.value.role(lead.role), span(lead.since, lead.until)].filter(Boolean);
  return (
    <button type="button" class="lead" data-id={lead.id} onClick={() => (selection.value = walked(selection.value, lead.id))}>
      <KindDot kind={lead.kind} />
      <span>
        {title(lead)}: <span lang={lead.language || undefined}>{lead.name}</span>
      </span>
      <small>{notes.join(", ")}</small>
    </button>
  );
}

/** Focus the link to an entity, else the first one, once the list is drawn anew. */
function focusLead(place: HTMLElement | null, id = ""): void {
  requestAnimationFrame(() => {
    const all = [...(place?.querySelectorAll<HTMLElement>(".lead") ?? [])];
    const lead = all.find((one) => one.dataset["id"] === id) ?? all[0];
    (lead ?? place?.querySelector<HTMLElement>("[data-back]"))?.focus();
  });
}

function focusNext(place: HTMLElement | null, step: number): void {
  const all = [...(place?.querySelectorAll<HTMLElement>(".lead") ?? [])];
  const at = all.indexOf(document.activeElement as HTMLElement);
  all.at(Math.min(Math.max(at + step, 0), all.length - 1))?.focus();
}
