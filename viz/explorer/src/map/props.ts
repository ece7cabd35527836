import type { Class } from "./classes";
import type { Contents } from "./contents";
import type { Options } from "./options";

/** What the parts of the map share. */
export interface MapProps {
  readonly contents: Contents;
  readonly options: Options;
  readonly classes: readonly Class[];
}
