/** Which dialog lies over the page. */

import { signal } from "@preact/signals";

export type DialogName = "" | "help" | "palette" | "share";

export const dialog = signal<DialogName>("");

export function open(name: DialogName): void {
  dialog.value = name;
}
