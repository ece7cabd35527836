import type { Forms } from "../api/client";
import { useAnswer } from "../app/useAnswer";
import { capital } from "../i18n/vocabulary";
import { type Action, formNamed, type Named } from "./actions";
import { type Asked, START } from "./asked";
import { EntryForm } from "./EntryForm";
import type { Desk } from "./useDesk";
import type { Made } from "./useEntry";
import { useWords } from "./words";

interface Props {
  readonly forms: Forms;
  readonly desk: Desk;
  readonly go: (wanted: Asked) => void;
}

/** Something new of a kind. */
export function AddPage({ type, forms, ...props }: Props & { type: string }) {
  return <NewPage {...props} action={{ what: "add", type }} label={labelOf(forms.kinds, type)} names={new Map()} />;
}

/** A new relation; what the address names at its ends stands there already. */
export function RelatePage({ relation, source, target, forms, ...props }: Props & { relation: string; source: string; target: string }) {
  const names = useNames([source, target].filter(Boolean));
  if (!names) return null;
  const named = (id: string): Named | undefined => (id ? { id, name: names.get(id) ?? id } : undefined);
  const ends = { ...(source ? { source: named(source)! } : {}), ...(target ? { target: named(target)! } : {}) };
  const action: Action = { what: "relate", relation, ...ends };
  return <NewPage {...props} action={action} label={labelOf(forms.relations, relation)} names={names} />;
}

interface NewProps extends Omit<Props, "forms"> {
  readonly action: Action;
  readonly label: string;
  readonly names: ReadonlyMap<string, string>;
}

/** After an entry what is new is shown, or what was entered so far. */
function NewPage({ action, label, names, desk, go }: NewProps) {
  const say = useWords();
  const made = (done: Made, place: string) => {
    desk.made(done, done.says, place);
    go(done.created ? { page: "entity", id: done.created } : START);
  };
  const title = say(action.what === "add" ? "title.add" : "title.relate", { name: label });
  return (
    <section class="card">
      <EntryForm
        of={formNamed(action)}
        action={action}
        title={title}
        names={names}
        place={desk.place}
        onMade={made}
        onCancel={() => go(START)}
      />
    </section>
  );
}

function labelOf(terms: readonly { readonly value: string; readonly label: string }[], value: string): string {
  return capital(terms.find((one) => one.value === value)?.label ?? value);
}

/** What entities are called; null until the server has told. */
function useNames(ids: readonly string[]): ReadonlyMap<string, string> | null {
  const loaded = useAnswer(async (client) => (ids.length ? (await client.entities(ids)).entities : []), [ids.join(" ")]);
  if (loaded.state === "loading") return null;
  return new Map(loaded.state === "here" ? loaded.found.map(({ id, name }) => [id, name]) : []);
}
