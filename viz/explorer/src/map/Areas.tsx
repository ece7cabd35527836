import { useSession } from "../app/session";
import { pressable } from "../view/pressing";
import { arcPath } from "./arcs";
import type { Measure } from "./counts";
import type { DrawnArc, DrawnArea } from "./drawing";
import type { Label } from "./labels";
import { useFilter } from "./useFilter";
import { useWords } from "./words";

interface Props {
  readonly areas: readonly DrawnArea[];
  readonly measure: Measure;
  readonly rove: (event: KeyboardEvent) => void;
}

/** Regions in the colour of their class; pressing one filters by it. */
export function AreaMarks({ areas, measure, rove }: Props) {
  const { look } = useSession();
  const say = useWords();
  const filter = useFilter();
  const { regions } = look.value.filters;
  return (
    <g role="group" aria-label={say("group.areas")} onKeyDown={rove}>
      {areas.map((one, place) => (
        <path key={one.id} class="area" data-class={one.step} d={one.path} aria-pressed={regions.has(one.id)}
          aria-label={`${one.name}: ${say(`number.${measure}`, { n: one[measure] })}`}
          {...pressable(place, () => filter(one.id, one.name))}>
          <title>{`${one.name}: ${say(`number.${measure}`, { n: one[measure] })}`}</title>
        </path>
      ))}
    </g>
  );
}

/** Collaborations; the thicker, the more. The table says them in words. */
export function ArcLines({ arcs }: { arcs: readonly DrawnArc[] }) {
  const most = arcs[0]?.number ?? 1;
  return (
    <g class="arcs" aria-hidden="true">
      {arcs.map(({ one, other, number, from, to }) => (
        <path key={`${one} ${other}`} d={arcPath(from, to)} stroke-width={(1 + 4 * Math.sqrt(number / most)).toFixed(1)} />
      ))}
    </g>
  );
}

/** Names of regions with their counts, where there is room. */
export function Names({ labels }: { labels: readonly Label[] }) {
  return (
    <g class="area-names" aria-hidden="true">
      {labels.map(({ key, text, box }) => (
        <text key={key} x={(box.left + box.right) / 2} y={(box.top + box.bottom) / 2}>
          {text}
        </text>
      ))}
    </g>
  );
}
