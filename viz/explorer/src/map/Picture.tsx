import { useMemo } from "preact/hooks";
import { useSession } from "../app/session";
import { rove } from "../view/pressing";
import { useWidth } from "../view/useWidth";
import { AreaMarks, ArcLines, Names } from "./Areas";
import { drawing } from "./drawing";
import { PointMarks } from "./Points";
import type { MapProps } from "./props";
import type { Shapes } from "./useShapes";
import { useWords } from "./words";

/** How tall the map is for its width. */
const TALL = 0.54;
const TALL_NARROW = 1.1;
const NARROW = 600;
const MOST_BEYOND = 5;

type Props = MapProps & { readonly shapes: Shapes; readonly open: (rows: readonly number[]) => void };

/** The map as a drawing; sentence and tables say the same in words. */
export function Picture(props: Props) {
  const [place, width] = useWidth();
  return (
    <div class="map-picture" ref={place}>
      {width > 0 && <Drawn {...props} width={width} />}
    </div>
  );
}

function Drawn({ width, shapes, open, ...props }: Props & { readonly width: number }) {
  const { columns } = useSession();
  const say = useWords();
  const { measure } = props.options;
  const height = Math.round(width * (width < NARROW ? TALL_NARROW : TALL));
  const drawn = useMemo(
    () => drawing(props, shapes, columns.value, { width, height }),
    [props.contents, props.options.frame, [...props.options.layers].join(), shapes, width],
  );
  const beyond = drawn.beyond.slice(0, MOST_BEYOND).map((one) => `${one.name} ${one[measure]}`);
  return (
    <>
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={say("picture")}>
        <path class="land" d={drawn.land} />
        <AreaMarks areas={drawn.areas} measure={measure} rove={rove} />
        <ArcLines arcs={drawn.arcs} />
        <Names labels={drawn.labels} />
        <PointMarks marks={drawn.marks} open={open} />
      </svg>
      {beyond.length > 0 && <p class="beyond">{say("beyond", { list: beyond.join(", ") })}</p>}
    </>
  );
}
