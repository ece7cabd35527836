import { useSession } from "../app/session";
import type { MapProps } from "./props";
import { useWords } from "./words";

/** What colours and marks mean, and whose shapes they are. */
export function Legend({ classes, options: { measure, layers }, attribution }: MapProps & { attribution: readonly string[] }) {
  const say = useWords();
  const { settings } = useSession();
  const number = (n: number) => n.toLocaleString(settings.value.language);
  return (
    <div class="map-legend">
      <ul aria-label={say("legend", { what: say(measure) })}>
        <li class="legend-title" aria-hidden="true">{say(measure)}</li>
        <li><i class="swatch" data-class="none" />{say("none")}</li>
        {classes.map(({ from, to }, place) => (
          <li key={from}><i class="swatch" data-class={place} />{from === to ? number(from) : `${number(from)}–${number(to)}`}</li>
        ))}
        {layers.has("points") && <li><i class="dot" />{say("legend.point")}</li>}
        {layers.has("arcs") && <li><i class="stroke" />{say("legend.arc")}</li>}
      </ul>
      <small>{[say("attribution"), ...attribution].join(" · ")}</small>
    </div>
  );
}
