import { useSession } from "../app/session";
import { kindProperty } from "../controllers/theme";
import { chosen } from "../state/selection";
import { tells } from "../state/stages";
import { pressable, rove } from "../view/pressing";
import { useWidth } from "../view/useWidth";
import { type DrawnItem, drawing, period, scale, type Scale, TAIL, years } from "./drawing";
import type { Item, Items, Kind } from "./items";
import type { Stretch } from "./spans";
import { useDescription } from "./useDescription";
import { useWords } from "./words";

const LANE = 26;
const BAR = 12;
const HEAD = 26;
const MARGIN = 34;

interface Props {
  readonly kind: Kind;
  readonly items: Items;
}

/** The entries of one kind along the years, the same years for every kind. */
export function Bars({ kind, items: { dated } }: Props) {
  const say = useWords();
  const own = dated.filter((one) => one.kind === kind);
  const whole = period(dated);
  if (!own.length || !whole) return null;
  return (
    <section class="bars" style={{ "--bar": `var(${kindProperty(kind)})` }}>
      <h2>{say(kind)}</h2>
      <Lines kind={kind} own={own} whole={whole} />
    </section>
  );
}

interface LinesProps {
  readonly kind: Kind;
  readonly own: Items["dated"];
  readonly whole: Stretch;
}

function Lines({ kind, own, whole }: LinesProps) {
  const { vocabulary } = useSession();
  const say = useWords();
  const [place, width] = useWidth();
  const at = scale(whole, width, MARGIN);
  const note = ({ stage }: Item) => (tells(stage) ? vocabulary.value.value("stage", stage) : "");
  const drawn = drawing(own, at, width, note);
  const height = HEAD + drawn.lanes * LANE;
  return (
    <div ref={place}>
      {width > 0 && (
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={say(kind)} onKeyDown={rove}>
          <Years all={years(whole, at)} at={at} height={height} />
          {drawn.items.map((one, order) => (
            <Bar key={one.item.id} drawn={one} order={order} />
          ))}
        </svg>
      )}
    </div>
  );
}

function Years({ all, at, height }: { all: readonly number[]; at: Scale; height: number }) {
  return (
    <g class="years" aria-hidden="true">
      {all.map((year) => {
        const x = at(Date.UTC(year, 0));
        return (
          <g key={year}>
            <line x1={x} x2={x} y1={HEAD - 6} y2={height} />
            <text x={x} y={12}>{year}</text>
          </g>
        );
      })}
    </g>
  );
}

/** An entry: solid where it is certain, pale as wide as its dates are uncertain, dotted where they end. */
function Bar({ drawn, order }: { drawn: DrawnItem; order: number }) {
  const { selection } = useSession();
  const describe = useDescription();
  const { item, left, width, sure, opens, label, lane, room } = drawn;
  const words = describe(item);
  const middle = HEAD + lane * LANE + LANE / 2;
  const top = middle - BAR / 2;
  return (
    <>
      <g class="bar" aria-label={words} data-chosen={selection.value.chosen === item.id}
      {...pressable(order, () => (selection.value = chosen(selection.value, item.id)))}>
      <title>{words}</title>
      <rect class="target" x={room.left - 4} y={middle - LANE / 2 + 1} width={room.right - room.left + 8} height={LANE - 2} rx={4} />
      <rect class="maybe" x={left} y={top} width={width} height={BAR} rx={3} />
      {sure && <rect class="sure" x={sure.left} y={top} width={sure.width} height={BAR} />}
      {!sure && width <= BAR && <rect class="sure" x={left} y={top} width={width} height={BAR} rx={3} />}
      {opens.after && <line class="open" x1={left + width} x2={left + width + TAIL - 4} y1={middle} y2={middle} />}
      {opens.before && <line class="open" x1={left - TAIL + 4} x2={left} y1={middle} y2={middle} />}
      </g>
      <text class="bar-name" aria-hidden="true" x={label.x} y={middle} text-anchor={label.anchor}>{label.text}</text>
    </>
  );
}
