import { type Action, formNamed, keyOf } from "./actions";
import { EntryForm } from "./EntryForm";
import type { Desk } from "./useDesk";

interface Props {
  readonly desk: Desk;
  readonly action: Action;
  readonly title: string;
  readonly hint?: string;
  readonly names: ReadonlyMap<string, string>;
}

/** The form of an action, while that is the one that was begun. */
export function OpenForm({ desk, action, title, hint = "", names }: Props) {
  if (!desk.begun || keyOf(desk.begun) !== keyOf(action)) return null;
  return (
    <EntryForm
      of={formNamed(action)}
      action={desk.begun}
      title={title}
      hint={hint}
      names={names}
      place={desk.place}
      onMade={(made, place) => desk.made(made, title, place)}
      onCancel={desk.cancel}
    />
  );
}
