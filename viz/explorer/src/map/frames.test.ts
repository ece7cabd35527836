import type { Position } from "geojson";
import { expect, test } from "vitest";
import { atlas } from "./atlas";
import { type Shape, mainland, projectionOf } from "./frames";
import { options, set, turned } from "./options";

const SIZE = { width: 600, height: 400 };
/** A square from its lower left corner; rings run clockwise, as spherical maps want them. */
const square = (x: number, y: number, side: number): Position[][] => [
  [[x, y], [x, y + side], [x + side, y + side], [x + side, y], [x, y]],
];
const islands: Shape = { type: "Feature", properties: {}, geometry: { type: "MultiPolygon", coordinates: [square(-50, 3, 1), square(2, 45, 6)] } };

test("the largest part of a country is its mainland", () => {
  expect(mainland(islands).geometry.coordinates).toEqual(square(2, 45, 6));
});

test("a country fills the page, what lies far off does not shrink it", () => {
  const [x, y] = projectionOf("FR", SIZE, islands)([5, 48])!;
  expect([Math.round(x / 100), Math.round(y / 100)]).toEqual([3, 2]);
});

test.each([[[25, 54.7]], [[-8.6, 41.1]], [[33.3, 35.1]], [[24.9, 60.2]]] as const)("Europe has %j on the page", (place) => {
  const [x, y] = projectionOf("europe", SIZE)([...place] as [number, number])!;
  expect(x > 0 && x < SIZE.width && y > 0 && y < SIZE.height).toBe(true);
});

test("countries stand under their codes", () => {
  const geometry = (id: string | undefined, name: string) => ({ type: "Polygon" as const, arcs: [[0]], properties: { name }, ...(id ? { id } : {}) });
  const topology = {
    type: "Topology" as const,
    arcs: [[[0, 0], [0, 1], [1, 1], [0, 0]]],
    objects: { countries: { type: "GeometryCollection" as const, geometries: [geometry("440", "Lithuania"), geometry(undefined, "Kosovo")] } },
  };
  expect([...atlas(topology).keys()]).toEqual(["LT", "XK"]);
});

test("the address holds how the map is set", () => {
  expect(options({})).toEqual({ measure: "organisations", level: "country", frame: "europe", layers: new Set(["points", "arcs"]) });
  const changed = turned(set(set({}, "count", "links"), "frame", "LT"), "points");
  expect(options(changed)).toMatchObject({ measure: "links", frame: "LT", layers: new Set(["arcs"]) });
  expect(options(turned(changed, "arcs")).layers.size).toBe(0);
  expect(options({ count: ["made-up"] }).measure).toBe("organisations");
});
