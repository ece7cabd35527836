import { Columns } from "./Columns";
import { OfPicker } from "./OfPicker";
import { withColumn, withSheet } from "./slice";
import type { Job, Plan, SheetPlan } from "./uploads";
import { useWords } from "./words";

interface Props {
  readonly job: Job;
  readonly plan: Plan;
  readonly change: (plan: Plan) => void;
  /** Work out anew what it would do. */
  readonly look: () => void;
}

const VISIBILITIES = ["public", "internal"] as const;

/** How an upload is to be read: what it is as a whole, and what its columns are. */
export function PlanForm({ job, plan, change, look }: Props) {
  const say = useWords();
  const hidden = job.table?.hidden ?? [];
  const submit = (event: Event) => {
    event.preventDefault();
    look();
  };
  return (
    <form class="plan" onSubmit={submit}>
      <fieldset>
        <legend>{say("whole")}</legend>
        <div class="fields">
          <Text name="source" plan={plan} change={change} />
          <Text name="title" plan={plan} change={change} />
          <Text name="licence" plan={plan} change={change} />
          <label>
            <span class="label">{say("visibility")}</span>
            <select
              value={plan.visibility}
              onChange={({ currentTarget: { value } }) => change({ ...plan, visibility: value })}
            >
              {VISIBILITIES.map((one) => (
                <option key={one} value={one}>
                  {say(one)}
                </option>
              ))}
              {!VISIBILITIES.some((one) => one === plan.visibility) && <option>{plan.visibility}</option>}
            </select>
          </label>
          {job.kind === "table" && <Day plan={plan} change={change} />}
        </div>
      </fieldset>
      {plan.sheets.map((sheet, at) => (
        <Sheet key={sheet.name} at={at} sheet={sheet} job={job} plan={plan} change={change} />
      ))}
      {hidden.length > 0 && <p class="label">{say("hidden_sheets", { names: hidden.join(", ") })}</p>}
      <button type="submit" class="button">
        {say("look")}
      </button>
    </form>
  );
}

type Changing = Pick<Props, "plan" | "change">;

function Text({ name, plan, change }: Changing & { name: "source" | "title" | "licence" }) {
  const say = useWords();
  return (
    <label>
      <span class="label">{say(name === "title" ? "source_title" : name)}</span>
      <input
        type="text"
        maxLength={500}
        value={plan[name]}
        onInput={({ currentTarget }) => change({ ...plan, [name]: currentTarget.value })}
      />
    </label>
  );
}

/** The day of which a table lists all; none for additions. A month is typed with the keyboard too. */
function Day({ plan, change }: Changing) {
  const say = useWords();
  return (
    <label>
      <span class="label">{say("snapshot")}</span>
      <input
        type="text"
        inputMode="numeric"
        placeholder="2026-12-01"
        value={plan.snapshot}
        onInput={({ currentTarget }) => change({ ...plan, snapshot: currentTarget.value.trim() })}
      />
    </label>
  );
}

function Sheet({ at, sheet, job, plan, change }: Changing & { at: number; sheet: SheetPlan; job: Job }) {
  const say = useWords();
  const look = job.table?.sheets.find(({ name }) => name === sheet.name);
  const kinds = Object.keys(job.table?.fields ?? { [sheet.rows]: [] }) as "members"[];
  const alter = (part: Partial<SheetPlan>) => change(withSheet(plan, at, part));
  return (
    <fieldset>
      <legend>{sheet.name ? say("sheet", { name: sheet.name }) : say("columns")}</legend>
      <div class="fields">
        <label>
          <span class="label">{say("rows_are")}</span>
          <select value={sheet.rows} onChange={({ currentTarget: { value } }) => alter({ rows: value })}>
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {say(`kind.${kind}`)}
              </option>
            ))}
          </select>
        </label>
        <OfPicker at={at} of={sheet.of} choose={(of, of_type) => alter({ of, of_type })} />
      </div>
      <Columns
        columns={sheet.columns}
        views={look?.columns ?? []}
        fields={job.table?.fields[sheet.rows] ?? []}
        choose={(header, readAs) => change(withColumn(plan, at, header, readAs))}
      />
    </fieldset>
  );
}
