/** What can be done from the keyboard and from the palette. */
export interface Command {
  readonly id: string;
  /** What it does, in the reader's language. */
  readonly label: string;
  /** The key that does it, as `KeyboardEvent.key` names it; with `Control+`, `Shift+` where it takes them. */
  readonly key?: string;
  readonly run: () => void;
}
