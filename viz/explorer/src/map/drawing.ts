/** The map's shapes, marks and names as they stand on the page. */

import { geoCentroid, geoPath, type GeoProjection } from "d3-geo";
import type { Columns } from "../state/columns";
import type { Arc } from "./arcs";
import { classOf } from "./classes";
import { type Cluster, clusters, markRadius } from "./clusters";
import type { AreaCount } from "./counts";
import { mainland, projectionOf, type Shape, type Size } from "./frames";
import { type Label, labels, LETTERS } from "./labels";
import type { MapProps } from "./props";
import type { Shapes } from "./useShapes";
import { textWidth } from "../view/textWidth";

export interface DrawnArea extends AreaCount {
  readonly path: string;
  /** The place of its class; -1 where there is nothing. */
  readonly step: number;
}

export interface DrawnArc extends Arc {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

export interface Drawing extends Size {
  /** Land that is no region with a count. */
  readonly land: string;
  readonly areas: readonly DrawnArea[];
  readonly arcs: readonly DrawnArc[];
  readonly marks: readonly Cluster[];
  readonly labels: readonly Label[];
  /** Regions with a count that this part of the earth leaves out. */
  readonly beyond: readonly AreaCount[];
}

const RADIUS = 26;
const MOST_ARCS = 24;
const MOST_LABELS = 16;
const LONGEST = 26;

export function drawing({ contents, options, classes }: MapProps, shapes: Shapes, columns: Columns, size: Size): Drawing {
  const shapeOf = (row: number) => shapeOfRegion(shapes, columns, row);
  const projection = projectionOf(options.frame, size, shapes.atlas.get(options.frame));
  const path = geoPath(projection).digits(1);
  const centre = once((row) => onPage(projection, size, centreOf(shapeOf(row))));
  const counted = contents.counts.filter((one) => one[options.measure] > 0);
  const drawn = counted.map((one) => ({ ...one, path: outline(path, shapeOf(one.row)), step: classOf(classes, one[options.measure]) }));
  const marks = options.layers.has("points") ? marksOf(contents.points, columns, projection, size) : [];
  const measure = textWidth(LETTERS.size, LETTERS.weight);
  const taken = marks.map((mark) => ({ ...mark, size: markRadius(mark) }));
  const named = counted.flatMap((one) => labelOf(one, one[options.measure], centre(one.row)));
  return {
    ...size,
    land: [...shapes.atlas.values()].map((shape) => outline(path, shape)).join(""),
    areas: drawn.filter(({ path }) => path),
    arcs: options.layers.has("arcs") ? contents.arcs.flatMap((arc) => drawnArc(arc, centre)).slice(0, MOST_ARCS) : [],
    marks,
    labels: labels(named, { ...size, taken, measure }).slice(0, MOST_LABELS),
    beyond: counted.filter(({ row }) => shapeOf(row) && !centre(row)),
  };
}

function shapeOfRegion({ atlas, outlines }: Shapes, { tables: { regions } }: Columns, row: number): Shape | undefined {
  return regions.levels[row] === "country" ? atlas.get(regions.countries[row]!) : outlines.get(regions.ids[row]!);
}

function outline(path: (shape: Shape) => string | null, shape: Shape | undefined): string {
  return (shape && path(shape)) ?? "";
}

function centreOf(shape: Shape | undefined): readonly [number, number] | null {
  return shape ? geoCentroid(mainland(shape)) : null;
}

/** Works out what a row has when it is first asked for: one region is at the end of many arcs. */
function once<Found>(work: (row: number) => Found): (row: number) => Found {
  const known = new Map<number, Found>();
  return (row) => {
    if (!known.has(row)) known.set(row, work(row));
    return known.get(row)!;
  };
}

/** Where a place (longitude, latitude) lies on the page; null beside it. */
function onPage(projection: GeoProjection, { width, height }: Size, place: readonly [number, number] | null) {
  const found = place && projection([...place]);
  if (!found) return null;
  const [x, y] = found;
  return x >= 0 && y >= 0 && x <= width && y <= height ? found : null;
}

function drawnArc(arc: Arc, centre: (row: number) => [number, number] | null): DrawnArc[] {
  const [from, to] = [centre(arc.one), centre(arc.other)];
  return from && to ? [{ ...arc, from, to }] : [];
}

function labelOf({ id, name }: AreaCount, number: number, place: [number, number] | null) {
  return place && name.length <= LONGEST ? [{ key: id, text: `${name} ${number}`, x: place[0], y: place[1] }] : [];
}

function marksOf(rows: readonly number[], { latitudes, longitudes }: Columns, projection: GeoProjection, size: Size): Cluster[] {
  const points = rows.flatMap((row) => {
    const place = onPage(projection, size, [longitudes[row]!, latitudes[row]!]);
    return place ? [{ row, x: place[0], y: place[1] }] : [];
  });
  return clusters(points, RADIUS);
}
