import type { Draft, Field } from "./drafts";

/** What a field is given. */
export interface FieldProps {
  /** The id of its first control: where the focus goes when it cannot be taken. */
  readonly id: string;
  readonly field: Field;
  readonly draft: Draft;
  readonly onChange: (draft: Draft) => void;
  /** Why it cannot be taken, in words, or "". */
  readonly problem: string;
}

/** What a control of a field is given besides. */
export interface ControlProps extends FieldProps {
  readonly describedBy: string;
}
