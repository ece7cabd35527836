import { effect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { useSession } from "../app/session";
import { Renderer } from "../controllers/renderer";
import { chosen } from "../state/selection";
import { useWords } from "./words";

/** The picture in WebGL; the outline says the same in words. */
export function Picture() {
  const session = useSession();
  const say = useWords();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!place.current) return undefined;
    const renderer = new Renderer(place.current, (id) => {
      session.selection.value = chosen(session.selection.peek(), id);
    });
    const stops = [
      effect(() => renderer.draw(session.graph.value.columns, session.shown.value)),
      effect(() => renderer.mark(session.selection.value.chosen)),
      () => renderer.end(),
    ];
    return () => stops.forEach((stop) => stop());
  }, [session]);
  return <div class="picture" ref={place} role="img" aria-label={say("picture")} />;
}
