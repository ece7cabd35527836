import { useEffect, useState } from "preact/hooks";
import { useCommands } from "../app/commands";
import { useSession } from "../app/session";
import type { Scene } from "../state/view";
import { STORY, WHOLE } from "../state/view";
import { IconButton } from "../view/IconButton";
import { coloured, colouring } from "./colouring";
import { type Flag, flagged, paneId, turned } from "./flags";
import { COLOURINGS } from "./groups";
import { onPicture } from "./onPicture";
import { MOST_ON_A_PAGE } from "./placing";
import { useWords } from "./words";

const ZOOM = 1.5;
/** How far a key moves a node, in pixels, and where to. */
const STEP = 24;
const WAYS = [["Left", -1, 0], ["Right", 1, 0], ["Up", 0, -1], ["Down", 0, 1]] as const;
/** How long springs refine a picture, in milliseconds. */
const REFINING = 8_000;

/** What one can do with the picture as a whole. */
export function Toolbar() {
  const session = useSession();
  const say = useWords();
  const { past, future } = session.looks.value;
  const zoom = (factor: number) => () => onPicture.peek()?.zoom(factor);
  const fit = () => onPicture.peek()?.fit();
  useCommands([
    { id: "zoom-in", label: say("zoom.in"), key: "+", run: zoom(1 / ZOOM) },
    { id: "zoom-out", label: say("zoom.out"), key: "-", run: zoom(ZOOM) },
    { id: "fit", label: say("fit"), key: "0", run: fit },
    ...WAYS.map(([key, right, down]) => ({
      id: `move-${key}`,
      label: say(`move.${key}`),
      key: `Shift+Arrow${key}`,
      run: () => onPicture.peek()?.move(session.selection.peek().chosen, right * STEP, down * STEP),
    })),
  ]);
  return (
    <div class="toolbar" role="toolbar" aria-label={say("toolbar")}>
      <Scenes />
      <Colours />
      <span class="toolbar-end">
        <Refine />
        <Panes />
        <IconButton icon="undo" label={say("undo")} disabled={!past.length} onClick={() => session.undo()} />
        <IconButton icon="redo" label={say("redo")} disabled={!future.length} onClick={() => session.redo()} />
        <IconButton icon="minus" label={say("zoom.out")} onClick={zoom(ZOOM)} />
        <IconButton icon="plus" label={say("zoom.in")} onClick={zoom(1 / ZOOM)} />
        <IconButton icon="fit" label={say("fit")} onClick={fit} />
      </span>
    </div>
  );
}

/** Lets springs refine the places of a large picture for a while. */
function Refine() {
  const session = useSession();
  const say = useWords();
  const [stop, setStop] = useState<(() => void) | null>(null);
  const large = session.shown.value.nodes.length > MOST_ON_A_PAGE;
  useEffect(() => {
    if (!stop) return undefined;
    const timer = setTimeout(() => setStop(null), REFINING);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [stop]);
  if (!large) return null;
  const turn = () => {
    const stopping = stop ? null : (onPicture.peek()?.refine() ?? null);
    setStop(() => stopping);
    session.announce(say(stopping ? "refine.begun" : "refine.ended"));
  };
  return (
    <button type="button" class="chip" aria-pressed={stop !== null} onClick={turn}>
      {say("refine")}
    </button>
  );
}

/** What lies open beside the picture. */
function Panes() {
  const { parts, filtersOpen } = useSession();
  const say = useWords();
  const turn = (flag: Flag) => () => {
    // Beside filters and a pane there is room for a picture on wide screens only.
    if (!flagged(parts.value, flag) && !matchMedia("(min-width: 100rem)").matches) filtersOpen.value = false;
    parts.value = turned(parts.value, flag);
  };
  // Communities are told apart by their colours.
  const turnCommunities = () => {
    turn("communities")();
    parts.value = coloured(parts.value, flagged(parts.value, "communities") ? "community" : "kind");
  };
  const byKey = (flag: Flag, run: () => void) => () => {
    run();
    focusPane(flag);
  };
  const panes = [
    { flag: "ways", name: say("ways"), command: say("ways.command"), key: "w", run: turn("ways") },
    { flag: "communities", name: say("communities"), command: say("communities.command"), key: "c", run: turnCommunities },
    { flag: "outline", name: say("outline"), command: say("outline.toggle"), key: "o", run: turn("outline") },
  ] as const;
  useCommands(panes.map(({ flag, command, key, run }) => ({ id: flag, label: command, key, run: byKey(flag, run) })));
  return panes.map(({ flag, name, run }) => (
    <button key={flag} type="button" class="chip" aria-pressed={flagged(parts.value, flag)} onClick={run}>
      {name}
    </button>
  ));
}

/**
 * Go into what a key opened, once it is there; what it closed gives the focus back by itself. Who has
 * gone elsewhere until then stays there: a slow picture must not take away the box one types in.
 */
function focusPane(flag: Flag): void {
  const before = document.activeElement;
  requestAnimationFrame(() => {
    if (document.activeElement === before) document.getElementById(paneId(flag))?.focus();
  });
}

/** The story or everything. */
function Scenes() {
  const session = useSession();
  const say = useWords();
  const now = session.look.value.view.scene;
  const go = (scene: Scene, note: string) => session.step(note, () => ({ view: scene === "whole" ? WHOLE : STORY }));
  return (
    <div class="segments" role="group" aria-label={say("scene")}>
      <button type="button" aria-pressed={now === "story"} onClick={() => go("story", say("story.shown"))}>
        {say("scene.story")}
      </button>
      <button type="button" aria-pressed={now === "whole"} onClick={() => go("whole", say("whole.shown"))}>
        {say("scene.whole")}
      </button>
    </div>
  );
}

function Colours() {
  const { parts } = useSession();
  const say = useWords();
  const now = colouring(parts.value);
  const turn = (value: string) => {
    const by = COLOURINGS.find((one) => one === value);
    if (by) parts.value = coloured(parts.value, by);
  };
  return (
    <label class="colour-by">
      <span>{say("colour")}</span>
      <select value={now} onChange={({ currentTarget }) => turn(currentTarget.value)}>
        {COLOURINGS.map((one) => (
          <option key={one} value={one}>
            {say(`colour.${one}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
