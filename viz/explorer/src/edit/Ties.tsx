import type { Entity, NamedRelation } from "../api/client";
import { useTieNotes } from "../panel/useTieNotes";
import { useTieTitle } from "../panel/useTieTitle";
import { Evidence } from "../view/Evidence";
import type { Desk } from "./useDesk";
import { EntityLink } from "./EntityLink";
import { namesOf } from "./namesOf";
import { OpenForm } from "./OpenForm";
import { useWords } from "./words";

/** So many relations of one sort are shown at once. */
const OPEN_UP_TO = 12;

/** The relations of an entity by sort and direction, each with what can be done with it. */
export function Ties({ entity, desk }: { entity: Entity; desk: Desk }) {
  const title = useTieTitle();
  return (
    <>
      {[...grouped(entity)].map(([key, ties]) => {
        const [relation = "", direction] = key.split(" ");
        const heading = title({ relation, direction: direction === "out" ? "out" : "in" });
        return (
          <details key={key} class="ties" open={ties.length <= OPEN_UP_TO}>
            <summary>
              {heading} <span class="count">{ties.length}</span>
            </summary>
            <ul>
              {ties.map((tie, place) => (
                <TieLine key={place} entity={entity} tie={tie} heading={heading} desk={desk} />
              ))}
            </ul>
          </details>
        );
      })}
    </>
  );
}

function TieLine({ entity, tie, heading, desk }: { entity: Entity; tie: NamedRelation; heading: string; desk: Desk }) {
  const say = useWords();
  const notes = useTieNotes()(tie);
  const other = tie.source === entity.id ? { id: tie.target, name: tie.target_name } : { id: tie.source, name: tie.source_name };
  const name = `${heading}, ${other.name}`;
  const offered = [
    { what: "correct-relation", label: say("correct"), title: say("title.correct", { name }), hint: "" },
    ...(tie.until ? [] : [{ what: "end", label: say("end"), title: say("title.end", { name }), hint: say("hint.end") } as const]),
    { what: "deny-relation", label: say("deny"), title: say("title.deny", { name }), hint: say("hint.deny") },
  ] as const;
  return (
    <li class="fact">
      <p>
        <EntityLink id={other.id} name={other.name} />
        {notes && <small> {notes}</small>}
      </p>
      <Evidence witnesses={tie.evidence} />
      <p class="buttons">
        {offered.map(({ what, label }) => (
          <button
            key={what}
            type="button"
            class="button small"
            aria-label={say("about", { what: label, name })}
            onClick={() => desk.begin({ what, tie })}
          >
            {label}
          </button>
        ))}
      </p>
      {offered.map(({ what, title, hint }) => (
        <OpenForm key={what} desk={desk} action={{ what, tie }} title={title} hint={hint} names={namesOf(entity)} />
      ))}
    </li>
  );
}

/** Relations by their type and direction, in the order in which the server tells them. */
function grouped(entity: Entity): ReadonlyMap<string, readonly NamedRelation[]> {
  const groups = new Map<string, NamedRelation[]>();
  for (const tie of entity.relations) {
    const key = `${tie.relation} ${tie.source === entity.id ? "out" : "in"}`;
    groups.set(key, [...(groups.get(key) ?? []), tie]);
  }
  return groups;
}
