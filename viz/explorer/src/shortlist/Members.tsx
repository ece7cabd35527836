import type { Shortlist } from "../api/client";
import { useSession } from "../app/session";
import { capital } from "../i18n/vocabulary";
import { Shortlisted } from "../panel/Actions";
import { NameButton } from "../view/NameButton";
import { useWords } from "./words";

/** Who is on the list; the star takes one off. */
export function Members({ shortlist: { members, unknown } }: { shortlist: Shortlist }) {
  const session = useSession();
  const say = useWords();
  const { vocabulary } = session;
  return (
    <section aria-label={say("members")}>
      <h3>{say("members")}</h3>
      <ul class="members">
        {members.map(({ id, name, type, city, country, technologies, ended }) => (
          <li key={id}>
            <Shortlisted id={id} name={name} />
            <span>
              <NameButton id={id} name={session.nameOf(id, name)} />
              <small>
                {[capital(vocabulary.value.kind(type)), [city, session.countryName(country)].filter(Boolean).join(", "), technologies.map((one) => session.nameOf(one)).join(", "), ended && say("ended", { date: ended })].filter(Boolean).join(" · ")}
              </small>
            </span>
          </li>
        ))}
      </ul>
      {unknown.length > 0 && <p class="trouble">{say("unknown", { names: unknown.join(", ") })}</p>}
    </section>
  );
}
