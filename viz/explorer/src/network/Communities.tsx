import { useSession } from "../app/session";
import { NameButton } from "../view/NameButton";
import { paneId } from "./flags";
import { MOST_GROUPS, NO_GROUP } from "./groups";
import { useWords } from "./words";

const MOST = 30;

/** Detected communities, each by its foremost member, and who joins them. */
export function Communities() {
  const session = useSession();
  const say = useWords();
  const { columns } = session.graph.value;
  const { communities, bridges } = columns.tables;
  const name = (row: number) => <NameButton id={columns.ids[row]!} name={columns.names[row]!} language={columns.languages[row]!} />;
  return (
    <section id={paneId("communities")} tabIndex={-1} class="outline" aria-label={say("communities")}>
      <h2>{say("communities")}</h2>
      <ul>
        {communities.slice(0, MOST).map(({ size, leader }, place) => (
          <li key={place} class="community">
            <span class="kind-dot" style={{ "--dot": `var(${place < MOST_GROUPS ? `--group-${place}` : NO_GROUP})` }} aria-hidden="true" />
            <span>
              {say("community.size", { n: size })} {name(leader)}
            </span>
          </li>
        ))}
      </ul>
      <h2>{say("bridges")}</h2>
      <p class="keys">{say("bridges.about")}</p>
      <ol>
        {bridges.slice(0, MOST).map(({ node, communities: joined, links }) => (
          <li key={node} class="community">
            {name(node)} <small>{say("bridge", { n: joined.length, links })}</small>
          </li>
        ))}
      </ol>
    </section>
  );
}
