/** The picture that is on the page, for what moves it from outside; null while there is none. */

import { signal } from "@preact/signals";
import type { Renderer } from "../controllers/renderer";

export const onPicture = signal<Renderer | null>(null);
/** How many lines of the picture are drawn only while one of their ends stands out. */
export const quietLines = signal(0);

let drawing: boolean | undefined;

/** Whether this browser draws in WebGL, which sigma needs. Asked once: each try takes a context. */
export function canDraw(): boolean {
  return (drawing ??= Boolean(document.createElement("canvas").getContext("webgl2")));
}
