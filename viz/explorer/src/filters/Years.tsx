import { useEffect, useRef, useState } from "preact/hooks";
import { useSession } from "../app/session";
import { type Histogram, histogram } from "../state/facets";
import type { Filters } from "../state/filters";
import { Icon } from "../view/Icon";
import { Choice } from "./Choice";
import { useWords } from "./words";

/** Time is played where at least this part of the links is dated. */
const DATED_ENOUGH = 0.5;
const STEP = 900;

/** When links hold: a histogram with a range over it, and those of which nobody says when. */
export function Years({ wanted }: { wanted: ReadonlySet<number> }) {
  const session = useSession();
  const say = useWords();
  const { filters } = session.look.value;
  const found = histogram(session.graph.value, wanted, filters);
  const set = (change: Partial<Filters>, note: string) => session.step(note, (was) => ({ filters: { ...was.filters, ...change } }));
  return (
    <details class="filter" open>
      <summary>{say("years")}</summary>
      {found.bars.length > 1 ? <Range found={found} /> : <p class="none">{say("none.dated")}</p>}
      <Choice
        checked={filters.undated}
        number={found.undated}
        onChange={() => set({ undated: !filters.undated }, say(filters.undated ? "undated.off" : "undated.on"))}
      >
        <span>{say("undated")}</span>
      </Choice>
    </details>
  );
}

function Range({ found }: { found: Histogram }) {
  const session = useSession();
  const say = useWords();
  const { first, bars } = found;
  const last = first + bars.length - 1;
  const { years } = session.look.value.filters;
  const [from, to] = years ?? [first, last];
  const set = (next: readonly [number, number]) => {
    const all = next[0] <= first && next[1] >= last;
    session.step(say(all ? "years.all" : "years.set", { from: String(next[0]), to: String(next[1]) }), ({ filters }) => ({
      filters: { ...filters, years: all ? null : next },
    }));
  };
  return (
    <div class="years">
      <Bars found={found} from={from} to={to} />
      <div class="range">
        <YearSlider label={say("from")} value={from} min={first} max={last} onSet={(year) => set([Math.min(year, to), to])} />
        <YearSlider label={say("to")} value={to} min={first} max={last} onSet={(year) => set([from, Math.max(year, from)])} />
      </div>
      <p class="span">
        {from} – {to}
      </p>
      <Play found={found} />
    </div>
  );
}

function Bars({ found: { first, bars }, from, to }: { found: Histogram; from: number; to: number }) {
  const say = useWords();
  const most = Math.max(...bars);
  return (
    <svg class="histogram" viewBox={`0 0 ${bars.length} 100`} preserveAspectRatio="none" role="img" aria-label={say("histogram", { most })}>
      {bars.map((number, place) => {
        const height = number ? Math.max(3, (number / most) * 100) : 0;
        const year = first + place;
        const inside = from <= year && year <= to;
        return (
          <rect key={year} x={place + 0.08} y={100 - height} width={0.84} height={height} class={inside ? "inside" : ""}>
            <title>{`${year}: ${number}`}</title>
          </rect>
        );
      })}
    </svg>
  );
}

interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onSet: (year: number) => void;
}

/** The value follows the hand; the filter is set when it lets go. */
function YearSlider({ label, value, min, max, onSet }: SliderProps) {
  return (
    <input
      type="range"
      aria-label={label}
      min={min}
      max={max}
      value={value}
      onChange={({ currentTarget }) => onSet(Number(currentTarget.value))}
    />
  );
}

/** Goes through the years one by one, where enough links are dated for that to tell anything. */
function Play({ found: { first, bars, dated, undated } }: { found: Histogram }) {
  const session = useSession();
  const say = useWords();
  const [playing, setPlaying] = useState(false);
  const at = useRef(first);
  const last = first + bars.length - 1;
  useEffect(() => {
    if (!playing) return undefined;
    at.current = first;
    const timer = setInterval(() => {
      const year = at.current++;
      const ended = year > last;
      const note = ended ? say("years.all", { from: String(first), to: String(last) }) : String(year);
      session.step(note, ({ filters }) => ({ filters: { ...filters, years: ended ? null : [year, year] } }));
      if (ended) setPlaying(false);
    }, STEP);
    return () => clearInterval(timer);
  }, [playing]);
  const share = dated / Math.max(1, dated + undated);
  if (share < DATED_ENOUGH) return <p class="none">{say("play.not", { percent: Math.round(share * 100) })}</p>;
  return (
    <button type="button" class="button small" onClick={() => setPlaying(!playing)}>
      <Icon name={playing ? "stop" : "play"} />
      {say(playing ? "play.stop" : "play")}
    </button>
  );
}
