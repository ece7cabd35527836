/** The shapes of the countries, from Natural Earth; loaded with the map alone. */

import { iso31661NumericToAlpha2 } from "iso-3166";
import { feature } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { Shape } from "./frames";

/** Shapes by code (ISO 3166-1 alpha-2); those that have none stand under their name. */
export type Atlas = ReadonlyMap<string, Shape>;

type Countries = Topology<{ countries: GeometryCollection<{ name: string }> }>;
/** Natural Earth has no number for it; sources write it so. */
const KOSOVO = ["Kosovo", "XK"] as const;

export async function loadAtlas(): Promise<Atlas> {
  const { default: topology } = await import("world-atlas/countries-50m.json");
  return atlas(topology as unknown as Countries);
}

export function atlas(topology: Countries): Atlas {
  const { features } = feature(topology, topology.objects.countries);
  return new Map(features.map((one) => [codeOf(one.id, one.properties.name), one as Shape]));
}

function codeOf(numeric: string | number | undefined, name: string): string {
  return iso31661NumericToAlpha2[String(numeric)] ?? (name === KOSOVO[0] ? KOSOVO[1] : name);
}
