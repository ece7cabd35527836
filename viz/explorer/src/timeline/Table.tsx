import { useSession } from "../app/session";
import { capital } from "../i18n/vocabulary";
import type { Items } from "./items";
import { Name } from "./Undated";
import { useStage, useWhen } from "./useDescription";
import { useWords } from "./words";

/** All that the timeline says, as a table. */
export function Table({ items: { dated } }: { items: Items }) {
  const { vocabulary } = useSession();
  const say = useWords();
  const when = useWhen();
  const stage = useStage();
  if (!dated.length) return null;
  return (
    <details class="timeline-table">
      <summary>{say("table")}</summary>
      <table>
        <caption class="visually-hidden">{say("table.caption")}</caption>
        <thead>
          <tr>
            {(["name", "kind", "when", "stage"] as const).map((one) => <th key={one} scope="col">{say(one)}</th>)}
          </tr>
        </thead>
        <tbody>
          {dated.map((one) => (
            <tr key={one.id}>
              <th scope="row"><Name item={one} /></th>
              <td>{capital(vocabulary.value.kind(one.kind))}</td>
              <td>{when(one)}</td>
              <td>{stage(one)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
