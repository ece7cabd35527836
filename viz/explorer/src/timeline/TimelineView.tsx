import { useMemo } from "preact/hooks";
import { useSession } from "../app/session";
import { WHOLE } from "../state/view";
import { Bars } from "./Bars";
import { items, type Items, type Kind, KINDS } from "./items";
import { Table } from "./Table";
import { Undated } from "./Undated";
import { useWords } from "./words";
import "./timeline.css";

/** When everything was: projects, agreements with their stage, events. */
export default function TimelineView() {
  const session = useSession();
  const { graph, shown } = session;
  const found = useMemo(() => items(graph.value, shown.value), [graph.value, shown.value]);
  return (
    <div class="timeline">
      <div class="timeline-top">
        <Summary items={found} />
      </div>
      {KINDS.map((kind) => (
        <Bars key={kind} kind={kind} items={found} />
      ))}
      <Legend />
      <Undated items={found} />
      <Table items={found} />
    </div>
  );
}

/** The timeline in a sentence or two. */
function Summary({ items: { dated, undated, leftOut } }: { items: Items }) {
  const session = useSession();
  const say = useWords();
  const number = (kind: Kind) => dated.filter((one) => one.kind === kind).length;
  const parts = KINDS.filter(number).map((kind) => say(`number.${kind}`, { n: number(kind) }));
  const list = new Intl.ListFormat(session.settings.value.language).format(parts);
  return (
    <p class="summary">
      <strong>{dated.length ? say("sum", { list }) : say("nothing")}</strong>{" "}
      <span class="rest">
        {undated.length > 0 && `${say("undated.sum", { n: undated.length })} `}
        {leftOut > 0 && `${say("left.out", { n: leftOut })} `}
      </span>
      {session.look.value.view.scene !== "whole" && (
        <button type="button" class="link-button" onClick={() => session.step(say("whole.shown"), () => ({ view: WHOLE }))}>
          {say("whole")}
        </button>
      )}
    </p>
  );
}

/** How dates are drawn. */
function Legend() {
  const say = useWords();
  return (
    <ul class="timeline-legend" aria-label={say("legend")}>
      <li><i class="sample sure" />{say("legend.sure")}</li>
      <li><i class="sample maybe" />{say("legend.maybe")}</li>
      <li><i class="sample open" />{say("legend.open")}</li>
    </ul>
  );
}
