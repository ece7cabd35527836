import type { Shortlist } from "../api/client";
import { useSession } from "../app/session";
import { NameButton } from "../view/NameButton";
import { useSpan } from "../view/useSpan";
import { meetings, memberName } from "./slice";
import { useWords } from "./words";

/** In what each two have met before, and who has not. */
export function Pairs({ shortlist }: { shortlist: Shortlist }) {
  const session = useSession();
  const say = useWords();
  const span = useSpan();
  const name = (id: string) => session.nameOf(id, memberName(shortlist, id));
  if (shortlist.members.length < 2) return null;
  return (
    <section aria-label={say("pairs")}>
      <h3>{say("pairs")}</h3>
      {shortlist.pairs.map((pair) => (
        <div key={`${pair.one} ${pair.other}`} class="pair">
          <p>
            {name(pair.one)} – {name(pair.other)}
          </p>
          <ul>
            {meetings(pair).map(({ id, name, start, end }) => (
              <li key={id}>
                <NameButton id={id} name={session.nameOf(id, name)} />
                <small> {span(start, end)}</small>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {shortlist.strangers.length > 0 && (
        <details open={shortlist.strangers.length <= 10}>
          <summary>{say("strangers", { n: shortlist.strangers.length })}</summary>
          <ul>
            {shortlist.strangers.map(([one, other]) => (
              <li key={`${one} ${other}`}>
                {name(one)} – {name(other)}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
