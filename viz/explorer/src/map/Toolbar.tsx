import type { ComponentChildren } from "preact";
import { useSession } from "../app/session";
import { LEVELS } from "./areas";
import { MEASURES } from "./counts";
import { LAYERS, set, turned } from "./options";
import type { MapProps } from "./props";
import { useWords } from "./words";

/** What is counted, by which regions, on which part of the earth, with what on top. */
export function Toolbar({ contents: { counts }, options: { measure, level, frame, layers } }: MapProps) {
  const { parts, columns } = useSession();
  const say = useWords();
  const choose = (name: "count" | "level" | "frame") => (value: string) => (parts.value = set(parts.value, name, value));
  return (
    <div class="map-tools" role="toolbar" aria-label={say("toolbar")}>
      <Pick label={say("count")} value={measure} choose={choose("count")}>
        {MEASURES.map((one) => <option value={one}>{say(one)}</option>)}
      </Pick>
      <Pick label={say("level")} value={level} choose={choose("level")}>
        {LEVELS.map((one) => <option value={one}>{say(one)}</option>)}
      </Pick>
      <Pick label={say("frame")} value={frame} choose={choose("frame")}>
        <option value="europe">{say("europe")}</option>
        <option value="world">{say("world")}</option>
        <Countries rows={counts.map(({ row }) => row)} chosen={frame} columns={columns.value} />
      </Pick>
      {LAYERS.map((layer) => (
        <button key={layer} type="button" class="chip" aria-pressed={layers.has(layer)} onClick={() => (parts.value = turned(parts.value, layer))}>
          {say(layer)}
        </button>
      ))}
    </div>
  );
}

type Columns = ReturnType<typeof useSession>["columns"]["value"];

/** The countries of the regions, and the chosen one even if nothing is there any more. */
function Countries({ rows, chosen, columns }: { rows: readonly number[]; chosen: string; columns: Columns }) {
  const { ids, labels, levels, within, countries } = columns.tables.regions;
  const found = new Set(rows.flatMap((row) => within[row]!.filter((up) => levels[up] === "country")));
  const kept = ids.findIndex((_, row) => levels[row] === "country" && countries[row] === chosen);
  if (kept >= 0) found.add(kept);
  const sorted = [...found].sort((a, b) => labels[a]!.localeCompare(labels[b]!));
  return <>{sorted.map((row) => <option key={row} value={countries[row]!}>{labels[row]}</option>)}</>;
}

interface PickProps {
  readonly label: string;
  readonly value: string;
  readonly choose: (value: string) => void;
  readonly children: ComponentChildren;
}

function Pick({ label, value, choose, children }: PickProps) {
  return (
    <label class="pick">
      <span aria-hidden="true">{label}</span>
      <select aria-label={label} value={value} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        {children}
      </select>
    </label>
  );
}
