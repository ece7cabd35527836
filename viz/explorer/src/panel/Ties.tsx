import type { Entity } from "../api/client";
import { useSession } from "../app/session";
import { walked } from "../state/selection";
import { Wrong } from "../suggest/Wrong";
import { closed, expanded, type Expansion, isExpanded } from "../state/view";
import { Evidence } from "../view/Evidence";
import type { Tie, TieGroup } from "./facts";
import { useTieNotes } from "./useTieNotes";
import { useTieTitle } from "./useTieTitle";
import { useWords } from "./words";

const OPEN_UP_TO = 8;

/** The links of an entity over one relation: how many, who, since when, and who says so. */
export function Ties({ entity, group }: { entity: Entity; group: TieGroup }) {
  const title = useTieTitle()(group);
  const say = useWords();
  const number = group.ties.length;
  return (
    <section class="ties">
      <div class="ties-head">
        <h3>
          {title} <span class="count">{number}</span>
        </h3>
        <ExpandGroup entity={entity} group={group} title={title} />
      </div>
      <details open={number <= OPEN_UP_TO}>
        <summary>{say("list", { n: number })}</summary>
        <ul>
          {group.ties.map((tie, place) => (
            <li key={place}>
              <TieLine entity={entity} relation={group} tie={tie} title={title} />
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

/** Puts the neighbours of a group on the picture, or takes them away again. */
function ExpandGroup({ entity, group, title }: { entity: Entity; group: TieGroup; title: string }) {
  const session = useSession();
  const say = useWords();
  const expansion: Expansion = { id: entity.id, relation: group.relation, direction: group.direction };
  const isOpen = isExpanded(session.look.value.view, expansion);
  const values = { n: group.ties.length, what: title, name: entity.name };
  const turn = () =>
    session.step(say(isOpen ? "group.closed" : "group.opened", values), ({ view }) => ({
      view: isOpen ? closed(view, expansion) : expanded(view, expansion),
    }));
  return (
    <button type="button" class="button small" onClick={turn}>
      {say(isOpen ? "group.close" : "group.open", values)}
    </button>
  );
}

interface LineProps {
  readonly entity: Entity;
  readonly relation: TieGroup;
  readonly tie: Tie;
  readonly title: string;
}

function TieLine({ entity, relation: { relation, direction }, tie, title }: LineProps) {
  const { other, name, witnesses } = tie;
  const [source, target] = direction === "out" ? [entity.id, other] : [other, entity.id];
  const { selection } = useSession();
  const notes = useTieNotes()(tie);
  return (
    <>
      <button type="button" class="name-button" onClick={() => (selection.value = walked(selection.value, other))}>
        {name}
      </button>
      {notes && <small> {notes}</small>}
      <Evidence witnesses={witnesses} />
      <Wrong about={source} fact={`${relation} ${target}`} name={`${title}, ${name}`} />
    </>
  );
}
