import { Rejects, Withheld } from "./TablePreview";
import { addressAround } from "./slice";
import type { Job } from "./uploads";
import type { Upload } from "./useUpload";
import { useWords } from "./words";

const COUNTED = ["created", "updated", "removed", "unchanged", "rejected"] as const;

/** What entering did, where it is seen, and how it is taken back. */
export function Report({ job, upload: { go, uploads } }: { job: Job; upload: Upload }) {
  const say = useWords();
  const { outcome, plan, state } = job;
  if (!outcome) return null;
  const around = plan.sheets.map(({ of }) => of).filter(Boolean);
  return (
    <section aria-label={say("report")}>
      <p>{say("entered", { source: outcome.source, n: outcome.entities, revision: outcome.revision })}</p>
      {!outcome.changed && <p>{say("nothing_new")}</p>}
      <dl class="counts">
        {COUNTED.map((one) => (
          <div key={one} data-sort={one}>
            <dt>{say(`records.${one}`)}</dt>
            <dd>{outcome[one]}</dd>
          </div>
        ))}
      </dl>
      {outcome.rejected > 0 && <Rejects rejects={outcome.rejects} count={outcome.rejected} />}
      <Withheld withheld={outcome.withheld} />
      {outcome.repaired > 0 && <p class="label">{say("repaired", { n: outcome.repaired })}</p>}
      {plan.visibility !== "public" && <p class="label">{say("internal_note")}</p>}
      <p class="after">
        {around.map((id) => (
          <a key={id} href={addressAround(id)}>
            {say("see", { id })}
          </a>
        ))}
        {state === "done" && outcome.changed && (
          <button type="button" class="button" onClick={() => go(() => uploads.undo(job.id))}>
            {say("undo")}
          </button>
        )}
      </p>
    </section>
  );
}
