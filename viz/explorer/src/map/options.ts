/** How the map is set, as it stands in the address. */

import { first, type Parts } from "../state/address";
import { type Level, LEVELS } from "./areas";
import { type Measure, MEASURES } from "./counts";
import type { Frame } from "./frames";

export const LAYERS = ["points", "arcs"] as const;
export type Layer = (typeof LAYERS)[number];

export interface Options {
  readonly measure: Measure;
  readonly level: Level;
  readonly frame: Frame;
  readonly layers: ReadonlySet<Layer>;
}

const NO_LAYER = "none";

export function options(parts: Parts): Options {
  const on = parts["layers"] ?? LAYERS;
  return {
    measure: MEASURES.find((one) => one === first(parts, "count")) ?? "organisations",
    level: LEVELS.find((one) => one === first(parts, "level")) ?? "country",
    frame: first(parts, "frame") || "europe",
    layers: new Set(LAYERS.filter((one) => on.includes(one))),
  };
}

/** The parts of the address with one setting changed. */
export function set(parts: Parts, name: "count" | "level" | "frame", value: string): Parts {
  return { ...parts, [name]: [value] };
}

export function turned(parts: Parts, layer: Layer): Parts {
  const { layers } = options(parts);
  const on = LAYERS.filter((one) => layers.has(one) !== (one === layer));
  return { ...parts, layers: on.length ? on : [NO_LAYER] };
}
