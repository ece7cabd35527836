import type { Entity } from "../api/client";
import { useSession } from "../app/session";
import { onPicture } from "../network/onPicture";
import { noted, struck } from "../state/shortlist";
import { around, collapsed, expanded, hidden, pinned, unpinned, type View } from "../state/view";
import { IconButton } from "../view/IconButton";
import { useWords } from "./words";

/** What one can do with an entity on the picture. */
export function Actions({ entity: { id, name } }: { entity: Entity }) {
  const session = useSession();
  const say = useWords();
  const { view } = session.look.value;
  const step = (note: string, change: (view: View) => View) =>
    session.step(note, (look) => ({ view: change(look.view) }));
  const isPinned = view.pinned.has(id);
  const isOpen = view.expanded.some((one) => one.id === id);
  const turnPin = (was: View) => (isPinned ? unpinned(was, id) : pinned(was, id, onPicture.peek()?.spotOf(id) ?? null));
  const all = { id, relation: "", direction: "" } as const;
  return (
    <div class="actions" role="group" aria-label={say("actions", { name })}>
      <IconButton icon="plus" label={say("expand")} onClick={() => step(say("expanded", { name }), (was) => expanded(was, all))} />
      <IconButton icon="minus" label={say("collapse")} disabled={!isOpen} onClick={() => step(say("collapsed", { name }), (was) => collapsed(was, id))} />
      <IconButton icon="pin" label={say("pin")} pressed={isPinned} onClick={() => step(say(isPinned ? "unpinned" : "pinned", { name }), turnPin)} />
      <IconButton icon="hide" label={say("hide")} onClick={() => step(say("hidden", { name }), (was) => hidden(was, id))} />
      <IconButton icon="focus" label={say("focus")} onClick={() => step(say("focused", { name }), () => around(id))} />
      <WaysButton id={id} />
      <Shortlisted id={id} name={name} />
    </div>
  );
}

/** Begins the ways at an entity, or ends them there when they have begun elsewhere. */
function WaysButton({ id }: { id: string }) {
  const session = useSession();
  const { selection, parts, tab } = session;
  const say = useWords();
  const { from } = selection.value;
  const ends = from !== "" && from !== id;
  const turn = () => {
    tab.value = "network";
    if (ends) parts.value = { ...parts.value, to: [id] };
    else {
      selection.value = { ...selection.value, from: id };
      parts.value = { ...parts.value, ways: ["yes"] };
    }
  };
  return <IconButton icon="way" label={ends ? say("ways.to", { name: session.nameOf(from) }) : say("ways")} onClick={turn} />;
}

/** Puts an entity on the shortlist, and takes it off. */
export function Shortlisted({ id, name }: { id: string; name: string }) {
  const session = useSession();
  const say = useWords();
  const { shortlist } = session;
  const on = shortlist.value.includes(id);
  const turn = () => {
    shortlist.value = on ? struck(shortlist.value, id) : noted(shortlist.value, id);
    session.announce(say(on ? "struck" : "noted", { name }));
  };
  return <IconButton icon="star" label={say("shortlist", { name })} pressed={on} onClick={turn} />;
}
