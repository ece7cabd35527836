import type { Changed, Effect as Change } from "../api/client";
import { useSession } from "../app/session";
import { KindDot } from "../view/KindDot";
import { useSpan } from "../view/useSpan";
import { Rows } from "./Rows";
import { useWords } from "./words";

type Relation = Change["relations_new"][number];
type Names = ReadonlyMap<string, string>;

interface Props {
  readonly effect: Change;
  readonly names: Names;
  /** What would have this effect; accepting, if it is not told. */
  readonly title?: string;
}

/** What accepting, or something else, would do to the graph. */
export function Effect({ effect, names, title }: Props) {
  const say = useWords();
  const heading = title ?? say("effect");
  const { entities, relations_gone: gone, relations_new: come } = effect;
  const called = new Map([...Object.entries(effect.names), ...names]);
  const none = !entities.length && !gone.length && !come.length;
  return (
    <section aria-label={heading}>
      <h4>{heading}</h4>
      {none && <p class="hint">{say("no_effect")}</p>}
      {entities.map((one) => (
        <Entity key={one.id} changed={one} />
      ))}
      <Relations title={say("gone")} relations={gone} names={called} />
      <Relations title={say("come")} relations={come} names={called} />
    </section>
  );
}

function Entity({ changed: { name, type, how, rows } }: { changed: Changed }) {
  const say = useWords();
  const { vocabulary } = useSession();
  return (
    <>
      <p>
        <KindDot kind={vocabulary.value.top(type)} /> {say(`how.${how as "new"}`, { name })}
      </p>
      {rows.length > 0 && <Rows caption={name} left={say("before")} right={say("after")} rows={rows} />}
    </>
  );
}

function Relations({ title, relations, names }: { title: string; relations: readonly Relation[]; names: Names }) {
  const { vocabulary } = useSession();
  const span = useSpan();
  if (!relations.length) return null;
  const called = (id: string) => names.get(id) ?? id;
  return (
    <>
      <p>{title}</p>
      <ul>
        {relations.map(({ source, type, target, role, since, until, nth }) => (
          <li key={`${source} ${type} ${target} ${role} ${nth}`}>
            {called(source)} <em>{vocabulary.value.relation(type)}</em> {called(target)}
            <small> {[role && vocabulary.value.role(role), span(since, until)].filter(Boolean).join(" ")}</small>
          </li>
        ))}
      </ul>
    </>
  );
}
