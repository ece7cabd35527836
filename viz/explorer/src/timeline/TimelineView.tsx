import { useMemo } from "preact/hooks";
import { useSession } from "../app/session";
import { WHOLE } from "../state/view";
import { Bars } from "./Bars";
import { items, type Items, KINDS } from "./items";
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
function Summary({ items: { dated, undated, numbers } }: { items: Items }) {
  const session = useSession();
  const say = useWords();
  const known = [...numbers].filter(([, n]) => n > 0);
  const parts = known.map(([kind, n]) => say(`number.${kind}`, { n }));
  const isWhole = dated.length === known.reduce((sum, [, n]) => sum + n, 0);
  const list = new Intl.ListFormat(session.settings.value.language).format(parts);
  return (
    <p class="summary">
      <strong>{dated.length ? say("sum", { list }) : say("nothing")}</strong>{" "}
      <span class="rest">
        {undated.length > 0 && `${say("undated.sum", { n: undated.length })} `}
        {!isWhole && `${say("drawn", { n: dated.length })} `}
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
