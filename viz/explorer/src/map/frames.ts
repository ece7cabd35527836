/** What part of the earth the map shows, and how: areas keep their size, as counts on them need. */

import { geoArea, geoAzimuthalEqualArea, geoCentroid, geoEqualEarth, type GeoProjection } from "d3-geo";
import type { Feature, MultiPolygon, Polygon } from "geojson";

export type Shape = Feature<Polygon | MultiPolygon>;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** "europe", "world", or the code of a country. */
export type Frame = string;

const MARGIN = 14;
/** The corners of Europe as the map shows it: Iceland, Cyprus, the Canaries left out. */
const EUROPE = { type: "MultiPoint" as const, coordinates: [[-11, 36], [33, 34.5], [32, 66], [-10, 60], [25, 70]] };

/** The projection that fits a frame into a size; `country` is the shape of the country it is. */
export function projectionOf(frame: Frame, { width, height }: Size, country?: Shape): GeoProjection {
  const box: [[number, number], [number, number]] = [[MARGIN, MARGIN], [width - MARGIN, height - MARGIN]];
  const projection = frame === "world" ? geoEqualEarth() : geoAzimuthalEqualArea();
  if (frame === "world") projection.fitExtent(box, { type: "Sphere" });
  else if (country) {
    const shape = mainland(country);
    const [east, north] = geoCentroid(shape);
    projection.rotate([-east, -north]).fitExtent(box, shape);
  } else projection.rotate([-12, -52]).fitExtent(box, EUROPE);
  return projection.clipExtent([[0, 0], [width, height]]);
}

/** The largest part of a country: a map of France does not begin in Guiana. */
export function mainland(shape: Shape): Feature<Polygon> {
  const { geometry } = shape;
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const all = parts.map((coordinates) => ({ type: "Feature" as const, properties: {}, geometry: { type: "Polygon" as const, coordinates } }));
  return all.reduce((best, one) => (geoArea(one) > geoArea(best) ? one : best));
}
