import type { Witness } from "../api/client";

/** Who entered something by hand, on which day; `rest` is what else its place says. */
export interface ByHand {
  readonly by: string;
  readonly day: string;
  readonly rest: string;
}

const PREFIX = "hand/";
/** The place of every entry by hand begins so, as the store writes it. */
const ENTERED = /^entered by (.*) on (\d{4}-\d{2}-\d{2})(?:, (.*))?$/s;

/** Of an entry by hand, who entered it and when; null for all else. */
export function byHand({ source, locator }: Pick<Witness, "source" | "locator">): ByHand | null {
  const [, by = "", day = "", rest = ""] = (source.startsWith(PREFIX) && ENTERED.exec(locator)) || [];
  return day ? { by, day, rest } : null;
}
