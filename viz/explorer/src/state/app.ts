/** All of the state. */

import type { Entity } from "../api/client";
import { type Network, nothing } from "./network";
import type { Asking } from "./question";

export interface App {
  readonly network: Network;
  readonly asking: Asking;
  /** The id of the entity that was chosen, or "". */
  readonly chosen: string;
  /** What is known of it, once that is here. */
  readonly entity: Entity | null;
  readonly names: ReadonlyMap<string, string>;
  /** What went wrong outside of the question, or "". */
  readonly trouble: string;
}

export const start: App = {
  network: nothing,
  asking: { state: "idle" },
  chosen: "",
  entity: null,
  names: new Map(),
  trouble: "",
};

export function named(app: App, found: Iterable<readonly [string, string]>): App {
  return { ...app, names: new Map([...app.names, ...found]) };
}
