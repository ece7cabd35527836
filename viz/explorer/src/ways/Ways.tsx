import { useSignal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import type { Client, Paths } from "../api/client";
import { useSession } from "../app/session";
import { useAnswer } from "../app/useAnswer";
import { paneId } from "../network/flags";
import { onPicture } from "../network/onPicture";
import { withEntity } from "../state/view";
import { Evidence } from "../view/Evidence";
import { IconButton } from "../view/IconButton";
import { Trouble } from "../view/Trouble";
import { EntityPicker } from "./EntityPicker";
import { along, type Way, ways } from "./way";
import { useStepInWords } from "./useStepInWords";
import { useWords } from "./words";
import "./ways.css";

/** How many ways are shown. */
const NUMBER = 5;

/** The shortest ways between two entities: choose one, go along it step by step. */
export function Ways() {
  const session = useSession();
  const say = useWords();
  const { selection, parts } = session;
  const { from } = selection.value;
  const to = parts.value["to"]?.[0] ?? "";
  const close = () => {
    selection.value = { ...selection.value, from: "" };
    parts.value = { ...parts.value, to: [], ways: [] };
    onPicture.peek()?.showWay(new Set());
    document.getElementById("view")?.focus();
  };
  return (
    <section id={paneId("ways")} tabIndex={-1} class="ways" aria-label={say("title")}>
      <header>
        <h2>{say("title")}</h2>
        <IconButton icon="close" label={say("close")} onClick={close} />
      </header>
      <div class="ends">
        <EntityPicker id="ways-from" label={say("from")} chosen={from} onChoose={(id) => (selection.value = { ...selection.value, from: id })} />
        <EntityPicker id="ways-to" label={say("to")} chosen={to} onChoose={(id) => (parts.value = { ...parts.value, to: [id] })} />
      </div>
      {from && to ? <Found key={`${from} ${to}`} from={from} to={to} /> : <p class="hint">{say("hint")}</p>}
    </section>
  );
}

interface Between {
  readonly all: readonly Way[];
  readonly names: Paths["names"];
}

const NONE: Between = { all: [], names: {} };

async function between(client: Client, from: string, to: string): Promise<Between> {
  const paths = await client.paths(from, to, NUMBER);
  return { all: ways(paths, from), names: paths.names };
}

function Found({ from, to }: { from: string; to: string }) {
  const session = useSession();
  const say = useWords();
  const loaded = useAnswer((client) => between(client, from, to), []);
  const { all, names } = loaded.state === "here" ? loaded.found : NONE;
  const at = useSignal(0);
  const way = all[at.value];
  // Before anybody can go along it: what a step says is the last word.
  useLayoutEffect(() => {
    if (!way) return undefined;
    const ids = along(way);
    // The first way is shown as soon as the ways are found: one sentence says both.
    const note = at.peek() ? say("shown") : say("found", { n: all.length });
    session.step(note, ({ view }) => ({ view: withEntity(view, ...ids) }));
    onPicture.peek()?.showWay(new Set(ids));
    return () => onPicture.peek()?.showWay(new Set());
  }, [way]);
  if (loaded.state === "loading") return <p>{say("loading")}</p>;
  if (loaded.state === "failed") return <Trouble reason={loaded.reason} />;
  if (!way) return <p role="alert">{say("none")}</p>;
  return (
    <>
      <div class="way-list" role="group" aria-label={say("title")}>
        {all.map((one, place) => (
          <button key={place} type="button" class="chip" aria-pressed={place === at.value} onClick={() => (at.value = place)}>
            {say("way", { place: place + 1, n: one.length })}
          </button>
        ))}
      </div>
      <Walk key={at.value} way={way} names={names} />
    </>
  );
}

/** A way, one step after another; each with its evidence. */
function Walk({ way, names }: { way: Way; names: Readonly<Record<string, string>> }) {
  const session = useSession();
  const say = useWords();
  const at = useSignal(-1);
  const tell = useStepInWords((id) => names[id] ?? id);
  const go = (place: number) => {
    at.value = place;
    const step = way[place];
    if (!step) return;
    onPicture.peek()?.showWay(new Set([step.from, step.to]));
    session.announce(tell(step));
  };
  return (
    <>
      <ol class="way">
        {way.map((step, place) => (
          <li key={place} aria-current={place === at.value ? "step" : undefined}>
            <button type="button" class="lead" onClick={() => go(place)}>
              {tell(step)}
            </button>
            <Evidence witnesses={step.witnesses} />
          </li>
        ))}
      </ol>
      <div class="steps">
        <button type="button" class="button" aria-disabled={at.value <= 0} onClick={() => at.value > 0 && go(at.value - 1)}>
          {say("previous")}
        </button>
        <button type="button" class="button" aria-disabled={at.value >= way.length - 1} onClick={() => at.value < way.length - 1 && go(at.value + 1)}>
          {say("next")}
        </button>
      </div>
    </>
  );
}
