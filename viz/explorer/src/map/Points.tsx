import { useSession } from "../app/session";
import { neighboursOf } from "../state/adjacency";
import type { Graph } from "../state/graph";
import { chosen } from "../state/selection";
import { pressable, rove } from "../view/pressing";
import { type Cluster, markRadius } from "./clusters";
import { useWords } from "./words";

/** Organisations where they are; those too close to be told apart as one mark with their number. */
export function PointMarks({ marks, open }: { marks: readonly Cluster[]; open: (rows: readonly number[]) => void }) {
  const session = useSession();
  const say = useWords();
  const { ids, names } = session.columns.value;
  const bright = pointedAt(session.graph.value, session.selection.value.chosen);
  const press = (rows: readonly number[]) => {
    if (rows.length > 1) return open(rows);
    session.selection.value = chosen(session.selection.value, ids[rows[0]!]!);
  };
  const name = (rows: readonly number[]) => (rows.length === 1 ? names[rows[0]!]! : say("place", { n: rows.length }));
  return (
    <g role="group" aria-label={say("group.points")} onKeyDown={rove}>
      {marks.map((mark, place) => (
        <g key={mark.rows[0]} class="mark" data-chosen={mark.rows.some((row) => bright.has(row))} transform={`translate(${mark.x.toFixed(1)} ${mark.y.toFixed(1)})`}
          aria-label={name(mark.rows)} {...pressable(place, () => press(mark.rows))}>
          <title>{name(mark.rows)}</title>
          <circle class="reach" r={12} />
          <circle r={markRadius(mark)} />
          {mark.rows.length > 1 && <text>{mark.rows.length}</text>}
        </g>
      ))}
    </g>
  );
}

/** The rows of the chosen one and, where it is no organisation, of those that are joined to it. */
function pointedAt({ columns, index }: Graph, id: string): ReadonlySet<number> {
  const row = index.rows.get(id);
  if (row === undefined) return new Set();
  return new Set(columns.kinds[row] === "Organisation" ? [row] : [row, ...neighboursOf(columns, index, row)]);
}
