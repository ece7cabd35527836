import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { Trouble } from "../view/Trouble";
import { DocumentPreview } from "./DocumentPreview";
import { Entering } from "./Entering";
import { PlanForm } from "./PlanForm";
import { Report } from "./Report";
import { offered, running, same } from "./slice";
import { TablePreview } from "./TablePreview";
import type { Job, Plan, Same } from "./uploads";
import type { Upload } from "./useUpload";
import { useWords } from "./words";

interface Props {
  readonly job: Job;
  readonly upload: Upload;
}

/** One upload, from its arrival to its report. */
export function Opened({ job, upload }: Props) {
  const say = useWords();
  const heading = useRef<HTMLHeadingElement>(null);
  // Kept while it is looked at once more.
  const [joined, setJoined] = useState<readonly Same[]>([]);
  // Whoever uses a keyboard goes on where something new stands.
  useLayoutEffect(() => heading.current?.focus(), [job.state]);
  return (
    <>
      <div class="add-head">
        <h3 ref={heading} tabIndex={-1}>
          {say(`state.${job.state}`, { file: job.file })}
        </h3>
        <button type="button" class="button" onClick={() => upload.open("")}>
          {say("another")}
        </button>
      </div>
      <Trouble reason={job.problem} />
      {running(job) && <Working job={job} upload={upload} />}
      {(job.state === "previewed" || job.state === "failed") && (
        <Planning job={job} upload={upload} joined={offered(joined, job.table)} join={setJoined} />
      )}
      {job.outcome && <Report job={job} upload={upload} />}
    </>
  );
}

/** How far it is, and a button that stops it. */
function Working({ job: { id, progress }, upload: { go, uploads } }: Props) {
  const say = useWords();
  const { done, expected, rate } = progress;
  return (
    <div class="working">
      <progress {...(expected ? { value: done, max: expected } : {})} aria-label={say("progress")} />
      <span>{say("rows", { n: done, rate: Math.round(rate) })}</span>
      <button type="button" class="button" onClick={() => go(() => uploads.cancel(id))}>
        {say("cancel")}
      </button>
    </div>
  );
}

interface PlanningProps extends Props {
  readonly joined: readonly Same[];
  readonly join: (joined: readonly Same[]) => void;
}

/** How it is read, what it would do, and the button that enters it. */
function Planning({ job, upload: { go, uploads }, joined, join }: PlanningProps) {
  const say = useWords();
  const [plan, setPlan] = useState<Plan>(job.plan);
  const look = () => go(() => uploads.correct(job.id, plan));
  return (
    <>
      {job.remembered && <p class="remembered">{say("remembered", { source: job.remembered })}</p>}
      <PlanForm job={job} plan={plan} change={setPlan} look={look} />
      {job.table && <TablePreview table={job.table} joined={joined} join={join} />}
      {job.document && <DocumentPreview document={job.document} />}
      <Entering
        ready={job.state === "previewed" && same(plan, job.plan)}
        failed={job.state === "failed"}
        asks={job.table?.many_leave ?? false}
        enter={(sure) => go(() => uploads.confirm(job.id, joined, sure))}
        cancel={() => go(() => uploads.cancel(job.id))}
      />
    </>
  );
}
