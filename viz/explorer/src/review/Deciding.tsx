import type { Ref } from "preact";
import { useRef, useState } from "preact/hooks";
import type { AskedInFull, DecisionState } from "../api/client";
import type { Command } from "../app/command";
import { useCommands } from "../app/commands";
import { search } from "../edit/asked";
import type { Values } from "../edit/drafts";
import { Editing, formOf } from "./Editing";
import { undecided } from "./slice";
import type { Queue } from "./useQueue";
import { useWords } from "./words";

interface Props {
  /** What is looked at; null when nothing is open. */
  readonly proposal: AskedInFull | null;
  readonly queue: Queue;
}

/** The decisions, each by its button or its key; the keys are shown on the buttons. */
export function Deciding({ proposal, queue }: Props) {
  const say = useWords();
  const [reason, setReason] = useState("");
  const [editing, setEditing] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const open = proposal !== null && undecided(proposal.asked.state);
  const edited = open && editing === proposal.asked.id;
  const close = () => {
    setEditing("");
    toKeys();
  };
  const acceptAs = async (properties: Values) => {
    if (!proposal || !(await queue.decide(proposal.asked, "accepted", reason, properties))) return;
    setReason("");
    close();
  };
  const decide = async (state: DecisionState) => {
    if (proposal && (await queue.decide(proposal.asked, state, reason))) setReason("");
  };
  const deciding: Command[] = [
    { id: "accept", label: say("accept"), key: "a", run: () => void decide("accepted") },
    { id: "reject", label: say("reject"), key: "r", run: () => void decide("rejected") },
    ...changing(proposal, say, setEditing),
    { id: "skip", label: say("skip"), key: "s", run: () => void decide("skipped") },
    { id: "reason", label: say("write"), key: "w", run: () => field.current?.focus() },
  ];
  const next: Command = { id: "next", label: say("next"), key: "n", run: () => queue.show("") };
  const undo: Command = { id: "undo", label: say("undo"), key: "u", run: queue.undo };
  // While it is edited, letters go into its fields.
  const commands = edited ? [] : [...(open ? deciding : proposal ? [next] : []), undo];
  useCommands(commands);
  if (edited && proposal.fact)
    return <Editing key={editing} of={formOf(proposal)} fact={proposal.fact} accept={(values) => void acceptAs(values)} leave={close} />;
  return (
    <div class="deciding" role="group" aria-label={say("decide")}>
      {commands.map((one) => (
        <CommandButton key={one.id} command={one} />
      ))}
      {open && <Reason field={field} reason={reason} onInput={setReason} />}
    </div>
  );
}

/** How what is looked at can be put right: here where it is a fact, else on the page of what it is about. */
function changing(proposal: AskedInFull | null, say: ReturnType<typeof useWords>, edit: (id: string) => void): Command[] {
  const about = proposal?.remark?.about ?? "";
  if (proposal && formOf(proposal)) return [{ id: "edit", label: say("edit"), key: "e", run: () => edit(proposal.asked.id) }];
  if (!about) return [];
  const goThere = () => location.assign(`./edit${search({ page: "entity", id: about })}`);
  return [{ id: "edit", label: say("edit.it"), key: "e", run: goThere }];
}

interface ReasonProps {
  readonly field: Ref<HTMLInputElement>;
  readonly reason: string;
  readonly onInput: (reason: string) => void;
}

function Reason({ field, reason, onInput }: ReasonProps) {
  const say = useWords();
  return (
    <label class="reason">
      <span class="label">{say("reason")}</span>
      <input
        ref={field}
        type="text"
        maxLength={2000}
        value={reason}
        onInput={({ currentTarget }) => onInput(currentTarget.value)}
        onKeyDown={leave}
      />
    </label>
  );
}

/** Enter and Escape go back to where letters are keys. */
function leave(event: KeyboardEvent): void {
  if (event.key !== "Enter" && event.key !== "Escape") return;
  event.preventDefault();
  toKeys();
}

/** The focus to where letters are keys. */
function toKeys(): void {
  document.getElementById("view")?.focus();
}

function CommandButton({ command: { id, label, key, run } }: { command: Command }) {
  return (
    <button type="button" class={id === "accept" ? "button primary" : "button"} aria-keyshortcuts={key} onClick={run}>
      {label} <kbd aria-hidden="true">{key}</kbd>
    </button>
  );
}
