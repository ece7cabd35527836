/** What colours mean: kinds, detected communities, or declared clusters. It stands in the address. */

import { first, type Parts } from "../state/address";
import { type Colouring, COLOURINGS } from "./groups";

export function colouring(parts: Parts): Colouring {
  return COLOURINGS.find((one) => one === first(parts, "colour")) ?? "kind";
}

export function coloured(parts: Parts, by: Colouring): Parts {
  return { ...parts, colour: by === "kind" ? [] : [by] };
}
