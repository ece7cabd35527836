import type { Client, Outlines } from "../api/client";
import { useAnswer } from "../app/useAnswer";
import type { Level } from "./areas";
import { type Atlas, loadAtlas } from "./atlas";
import type { Shape } from "./frames";

export interface Shapes {
  /** Countries by code. */
  readonly atlas: Atlas;
  /** NUTS regions of the level by id; none where the operator has loaded none. */
  readonly outlines: ReadonlyMap<string, Shape>;
  readonly attribution: readonly string[];
  /** Why shapes are missing, or "". */
  readonly trouble: string;
  readonly level: Level;
}

const NONE = { atlas: new Map(), outlines: new Map(), attribution: [], trouble: "" };
const NUTS: Readonly<Record<Level, number>> = { country: 0, nuts1: 1, nuts2: 2, nuts3: 3 };

/** The shapes that a level needs; null until they are here. */
export function useShapes(level: Level): Shapes | null {
  const loaded = useAnswer((client) => load(client, level), [level]);
  if (loaded.state === "failed") return { ...NONE, level, trouble: loaded.reason };
  return loaded.state === "here" && loaded.found.level === level ? loaded.found : null;
}

async function load(client: Client, level: Level): Promise<Shapes> {
  const asked = level === "country" ? NO_OUTLINES : client.outlines(NUTS[level]);
  const [atlas, { features, attribution }] = await Promise.all([loadAtlas(), asked]);
  const outlines = new Map(features.map((one) => [one.id, one as unknown as Shape]));
  return { ...NONE, level, atlas, outlines, attribution };
}

const NO_OUTLINES: Pick<Outlines, "features" | "attribution"> = { features: [], attribution: [] };
