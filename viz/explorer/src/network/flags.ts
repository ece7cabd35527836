/** What is open beside the picture, as it stands in the address. */

import { first, type Parts } from "../state/address";

export type Flag = "outline" | "communities" | "ways";

/** The id of what a flag opens: a part of the page that takes the focus. */
export function paneId(flag: Flag): string {
  return `pane-${flag}`;
}

export function flagged(parts: Parts, flag: Flag): boolean {
  return first(parts, flag) === "yes";
}

export function turned(parts: Parts, flag: Flag): Parts {
  return { ...parts, [flag]: flagged(parts, flag) ? [] : ["yes"] };
}
