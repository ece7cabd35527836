import type { ComponentChildren } from "preact";
import { useSession } from "../app/session";

interface Props {
  readonly checked: boolean;
  readonly mixed?: boolean;
  readonly number: number;
  readonly onChange: () => void;
  readonly children: ComponentChildren;
}

/** One value of a filter with how many entities have it. */
export function Choice({ checked, mixed = false, number, onChange, children }: Props) {
  const { settings } = useSession();
  return (
    <label class="choice">
      <input type="checkbox" checked={checked} indeterminate={mixed} onChange={onChange} />
      {children}
      <span class="count">{number.toLocaleString(settings.value.language)}</span>
    </label>
  );
}
