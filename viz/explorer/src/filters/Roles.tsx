import { useSession } from "../app/session";
import { capital } from "../i18n/vocabulary";
import { counts } from "../state/facets";
import { toggledIn } from "../state/filters";
import { Choice } from "./Choice";
import { useWords } from "./words";

/** The roles in which links stand; none chosen shows all. */
export function Roles({ wanted }: { wanted: ReadonlySet<number> }) {
  const session = useSession();
  const say = useWords();
  const { vocabulary, look, graph } = session;
  const { filters } = look.value;
  const found = [...counts(graph.value, wanted, filters, "roles")].sort(([, n], [, m]) => m - n);
  const turn = (role: string) =>
    session.step(say("role.turned", { name: vocabulary.value.role(role) }), (was) => ({
      filters: toggledIn(was.filters, "roles", role),
    }));
  return (
    <details class="filter" open={filters.roles.size > 0}>
      <summary>{say("roles")}</summary>
      <ul class="long">
        {found.map(([role, number]) => (
          <li key={role}>
            <Choice checked={filters.roles.has(role)} number={number} onChange={() => turn(role)}>
              <span>{capital(vocabulary.value.role(role))}</span>
            </Choice>
          </li>
        ))}
      </ul>
    </details>
  );
}
