/** What is open beside the picture, as it stands in the address. */

import { first, type Parts } from "../state/address";

export type Flag = "outline" | "communities" | "ways";

export function flagged(parts: Parts, flag: Flag): boolean {
  return first(parts, flag) === "yes";
}

export function turned(parts: Parts, flag: Flag): Parts {
  return { ...parts, [flag]: flagged(parts, flag) ? [] : ["yes"] };
}
