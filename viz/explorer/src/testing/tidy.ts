/** Runs with every file of tests: all of them stand on one page, which each leaves empty. */

import { afterEach } from "vitest";
import { leave } from "./hooks";

afterEach(() => {
  leave();
  document.body.replaceChildren();
});
