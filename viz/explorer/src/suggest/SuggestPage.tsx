import { capital } from "../i18n/vocabulary";
import { useSession } from "../app/session";
import { useEntity } from "../panel/useEntity";
import { Trouble } from "../view/Trouble";
import { SuggestForm } from "./SuggestForm";
import { useWords } from "./words";

/** The same form as a page of its own, for those who come from a page of linked data. */
export function SuggestPage({ about, fact }: { about: string; fact: string }) {
  const say = useWords();
  const { vocabulary } = useSession();
  const loaded = useEntity(about);
  if (loaded.state === "loading") return <p class="notice">{say("loading")}</p>;
  if (loaded.state === "failed") return <Trouble reason={loaded.reason} />;
  const { found: entity } = loaded;
  const [relation = "", target = ""] = fact.split(" ");
  const tie = entity.relations.find((one) => one.relation === relation && [one.source, one.target].includes(target));
  const other = tie && (tie.source === target ? tie.source_name : tie.target_name);
  const called = tie ? `${vocabulary.value.relation(relation)} ${other}` : fact && vocabulary.value.property(fact);
  const name = [entity.name, capital(called)].filter(Boolean).join(": ");
  return (
    <section class="card" aria-label={say("wrong")}>
      <h2>{say("title", { name })}</h2>
      <SuggestForm about={entity.id} fact={fact} name={name} />
      <p>
        <a href={`./#focus=${encodeURIComponent(entity.id)}`}>{say("back", { name: entity.name })}</a>
      </p>
    </section>
  );
}
