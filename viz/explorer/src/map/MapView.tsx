import { useMemo, useState } from "preact/hooks";
import { useSession } from "../app/session";
import { classes } from "./classes";
import { contents } from "./contents";
import { Legend } from "./Legend";
import { options } from "./options";
import { Picture } from "./Picture";
import { Place } from "./Place";
import { Summary } from "./Summary";
import { Tables } from "./Tables";
import { Toolbar } from "./Toolbar";
import { useShapes } from "./useShapes";
import { useWords } from "./words";
import "./map.css";

/** Where everything is: counts by region, organisations as points, who works with whom. */
export default function MapView() {
  const session = useSession();
  const say = useWords();
  const { parts, shown, graph } = session;
  const set = options(parts.value);
  const shapes = useShapes(set.level);
  const [open, setOpen] = useState<readonly number[]>([]);
  const found = useMemo(() => contents(session, set), [shown.value, graph.value, set.level, set.measure]);
  const scale = classes(found.counts[0]?.[set.measure] ?? 0);
  const props = { contents: found, options: set, classes: scale };
  return (
    <div class="map-view">
      <div class="map-top">
        <Summary {...props} open={setOpen} />
        <Toolbar {...props} />
        {shapes?.trouble && (
          <p class="trouble" role="alert">
            {say("trouble", { reason: shapes.trouble })}
          </p>
        )}
        {shapes && set.level !== "country" && !shapes.outlines.size && <p class="label">{say("no.outlines")}</p>}
      </div>
      <div class="map-stage">
        {shapes ? <Picture {...props} shapes={shapes} open={setOpen} /> : <p class="notice">{say("loading")}</p>}
        {open.length > 0 && <Place rows={open} title={open === found.pointless ? "pointless" : "place"} close={() => setOpen([])} />}
      </div>
      <Legend {...props} attribution={shapes?.attribution ?? []} />
      <Tables {...props} />
    </div>
  );
}
