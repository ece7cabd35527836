/** The picture that is on the page, for what moves it from outside; null while there is none. */

import { signal } from "@preact/signals";
import type { Renderer } from "../controllers/renderer";

export const onPicture = signal<Renderer | null>(null);

/** Whether this browser draws in WebGL, which sigma needs. */
export function canDraw(): boolean {
  return Boolean(document.createElement("canvas").getContext("webgl2"));
}
