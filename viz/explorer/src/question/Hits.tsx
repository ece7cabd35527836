import { useState } from "preact/hooks";
import type { Answer, Hit } from "../api/client";
import { useSession } from "../app/session";
import { HitRow } from "./HitRow";
import { type Column, type Order, ordered, RANKED, sorted } from "./slice";
import { useCells } from "./useCells";
import { useWords } from "./words";

const COLUMNS: readonly Column[] = ["rank", "name", "kind", "place", "score", "active"];

interface Props {
  readonly answer: Answer;
  readonly more: () => void;
  readonly rest: () => Promise<void>;
}

/** The organisations that were found, as a table; in another order than the server's once all are here. */
export function Hits({ answer: { hits, total, next }, more, rest }: Props) {
  const { settings } = useSession();
  const say = useWords();
  const cells = useCells();
  const [order, setOrder] = useState(RANKED);
  if (!hits.length) return null;
  const sort = async (column: Column) => {
    await rest();
    setOrder((was) => ordered(was, column));
  };
  const rows = sorted(hits, order, (hit: Hit) => cells(hit)[order.column], settings.value.language);
  return (
    <section aria-label={say("table")}>
      <table class="hits">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <Head key={column} column={column} order={order} sort={() => void sort(column)} />
            ))}
            <th data-column="acts">
              <span class="visually-hidden">{say("acts")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((hit) => (
            <HitRow key={hit.id} hit={hit} rank={hits.indexOf(hit) + 1} cells={cells(hit)} />
          ))}
        </tbody>
      </table>
      {next && (
        <button type="button" class="button" onClick={more}>
          {say("more", { n: total - hits.length })}
        </button>
      )}
    </section>
  );
}

function Head({ column, order, sort }: { column: Column; order: Order; sort: () => void }) {
  const say = useWords();
  const direction = order.column !== column ? "none" : order.down ? "descending" : "ascending";
  return (
    <th data-column={column} aria-sort={direction}>
      <button type="button" class="sort" onClick={sort}>
        {say(`column.${column}`)}
        <span aria-hidden="true">{{ none: "", ascending: " ↑", descending: " ↓" }[direction]}</span>
      </button>
    </th>
  );
}
