import { effect } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { useSession } from "../app/session";
import { Renderer } from "../controllers/renderer";
import { chosen } from "../state/selection";
import { expanded, isExpanded, pinned } from "../state/view";
import { members } from "./folds";
import { canDraw, onPicture } from "./onPicture";
import { Staging } from "./staging";
import { useWords } from "./words";
import type en from "./words/en.json";

/** The picture in WebGL; the outline says the same in words. */
export function Picture() {
  const session = useSession();
  const say = useWords();
  const place = useRef<HTMLDivElement>(null);
  // Before the page is painted: WebGL is set up while the graph is on its way.
  useLayoutEffect(() => {
    if (!place.current || !canDraw()) return undefined;
    const choose = (id: string) => {
      session.selection.value = chosen(session.selection.peek(), id);
    };
    const outline = (id: string) => {
      choose(id);
      session.parts.value = { ...session.parts.peek(), outline: ["yes"] };
    };
    const open = (id: string) => {
      // What is open already is folded for want of room: the outline has it.
      if (isExpanded(session.look.peek().view, members(id))) return outline(id);
      const note = session.words<keyof typeof en>("network")("fold.opened", { name: session.nameOf(id) });
      session.step(note, ({ view }) => ({ view: expanded(view, members(id)) }));
    };
    const expand = (id: string) => {
      const note = session.words<keyof typeof en>("network")("expanded", { name: session.nameOf(id) });
      session.step(note, ({ view }) => ({ view: expanded(view, { id, relation: "", direction: "" }) }));
    };
    const moved = (id: string) => {
      const note = session.words<keyof typeof en>("network")("moved", { name: session.nameOf(id) });
      session.step(note, ({ view }) => ({ view: pinned(view, id, renderer.spotOf(id)) }));
    };
    const renderer = new Renderer(place.current, { choose, open, expand, moved, resized: () => staging.show() });
    const staging = new Staging(session, renderer);
    onPicture.value = renderer;
    const stops = [
      effect(() => staging.show()),
      effect(() => renderer.choose(session.selection.value.chosen)),
      () => (onPicture.value = null),
      () => staging.end(),
      () => renderer.end(),
    ];
    return () => stops.forEach((stop) => stop());
  }, [session]);
  return <div class="picture" ref={place} role="img" aria-label={say("picture")} />;
}
