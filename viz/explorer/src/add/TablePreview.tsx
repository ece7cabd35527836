import { useSession } from "../app/session";
import { addressAround } from "./slice";
import type { Possible, Reject, Same, Sort, TableLook } from "./uploads";
import { useWords } from "./words";

interface Props {
  readonly table: TableLook;
  /** The possible duplicates that somebody says are one. */
  readonly joined: readonly Same[];
  readonly join: (joined: readonly Same[]) => void;
}

/** What entering a table would do: counts first, then each sort as a table. */
export function TablePreview({ table, joined, join }: Props) {
  const say = useWords();
  const { language } = useSession().settings.value;
  const counts = [
    ...table.sorts.map(({ sort, count }) => [sort, count] as const),
    ["duplicate", table.duplicates.length] as const,
    ["rejected", table.rejected] as const,
  ];
  return (
    <section aria-label={say("would")}>
      <h3>{say("would")}</h3>
      <dl class="counts">
        {counts.map(([sort, count]) => (
          <div key={sort} data-sort={sort}>
            <dt>{say(`sort.${sort as "new"}`)}</dt>
            <dd>{count.toLocaleString(language)}</dd>
          </div>
        ))}
      </dl>
      {table.sorts.map((one) => one.count > 0 && <Names key={one.sort} sort={one} />)}
      {table.duplicates.length > 0 && <Duplicates found={table.duplicates} joined={joined} join={join} />}
      {table.rejected > 0 && <Rejects rejects={table.rejects} count={table.rejected} />}
      <Withheld withheld={table.withheld} />
    </section>
  );
}

function Names({ sort: { sort, count, listed } }: { sort: Sort }) {
  const say = useWords();
  const renamed = listed.some(({ before }) => before);
  const title = `${say(`sort.${sort as "new"}`)}: ${count}`;
  return (
    <details open={sort !== "unchanged"}>
      <summary>{title}</summary>
      <table>
        <caption class="visually-hidden">{title}</caption>
        <thead>
          <tr>
            {renamed && <th scope="col">{say("before")}</th>}
            <th scope="col">{renamed ? say("now") : say("name")}</th>
          </tr>
        </thead>
        <tbody>
          {listed.map(({ name, before }) => (
            <tr key={`${before} ${name}`}>
              {renamed && <td>{before}</td>}
              <td>{name}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {count > listed.length && <p class="label">{say("more", { n: count - listed.length })}</p>}
    </details>
  );
}

interface DuplicatesProps extends Omit<Props, "table"> {
  readonly found: readonly Possible[];
}

function Duplicates({ found, joined, join }: DuplicatesProps) {
  const say = useWords();
  const is = ({ key, id }: Possible) => joined.some((one) => one.key === key && one.id === id);
  const turn = (one: Possible) =>
    join(is(one) ? joined.filter(({ key, id }) => key !== one.key || id !== one.id) : [...joined, { key: one.key, id: one.id }]);
  return (
    <details open>
      <summary>{`${say("sort.duplicate")}: ${found.length}`}</summary>
      <p class="label">{say("duplicates")}</p>
      <ul class="duplicates">
        {found.map((one) => (
          <li key={`${one.key} ${one.id}`}>
            <label class="check">
              <input type="checkbox" checked={is(one)} onChange={() => turn(one)} />
              {say("is_same", { name: one.name, known: one.known, score: one.score })}
            </label>{" "}
            <a href={addressAround(one.id)} target="_blank" rel="noopener">
              {one.id}
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Rows and values that are set aside, each with its reason and what to do. */
export function Rejects({ rejects, count }: { rejects: readonly Reject[]; count: number }) {
  const say = useWords();
  const title = `${say("sort.rejected")}: ${count}`;
  return (
    <details open>
      <summary>{title}</summary>
      <div class="scroll" role="region" aria-label={title} tabIndex={0}>
        <table>
          <caption class="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{say("place")}</th>
              <th scope="col">{say("column")}</th>
              <th scope="col">{say("value")}</th>
              <th scope="col">{say("reason")}</th>
            </tr>
          </thead>
          <tbody>
            {rejects.map(({ place, column, value, reason, remedy }) => (
              <tr key={`${place} ${column} ${value}`}>
                <td>{place}</td>
                <td>{column}</td>
                <td>{value}</td>
                <td lang="en">{[reason, remedy].filter(Boolean).join("; ")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** Personal data that are left out, by kind. */
export function Withheld({ withheld }: { withheld: Readonly<Record<string, number>> }) {
  const say = useWords();
  const n = Object.values(withheld).reduce((sum, one) => sum + one, 0);
  return n > 0 ? <p class="label">{say("withheld", { n })}</p> : null;
}
