import { useSession } from "../app/session";
import { WHOLE } from "../state/view";
import type { MapProps } from "./props";
import { useWords } from "./words";

const FOREMOST = 3;

/** The map in a sentence or two. */
export function Summary({ contents: { counts, placed, unplaced, arcs, pointless }, options: { measure, level }, open }: MapProps & { open: (rows: readonly number[]) => void }) {
  const session = useSession();
  const say = useWords();
  const { labels } = session.columns.value.tables.regions;
  const areas = say(`areas.${level}`, { n: counts.filter((one) => one[measure]).length });
  const list = counts.slice(0, FOREMOST).filter((one) => one[measure]).map((one) => `${one.name} ${one[measure]}`);
  const [first] = arcs;
  return (
    <p class="summary">
      <strong>{placed ? say(`sum.${measure}`, { n: placed, areas }) : say("nothing")}</strong>
      {list.length > 1 && ` ${say("most", { list: list.join(", ") })}`}
      {first && ` ${say("strongest", { one: labels[first.one]!, other: labels[first.other]!, n: first.number })}`}{" "}
      <span class="rest">{unplaced > 0 && say("unplaced", { n: unplaced })}</span>{" "}
      {pointless.length > 0 && (
        <button type="button" class="link-button" onClick={() => open(pointless)}>
          {say("pointless", { n: pointless.length })}
        </button>
      )}{" "}
      {session.look.value.view.scene !== "whole" && (
        <button type="button" class="link-button" onClick={() => session.step(say("whole.shown"), () => ({ view: WHOLE }))}>
          {say("whole")}
        </button>
      )}
    </p>
  );
}
