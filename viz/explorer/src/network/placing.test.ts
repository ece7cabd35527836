import { expect, test } from "vitest";
import { NO_FILTERS } from "../state/filters";
import { shown } from "../state/shown";
import { pinned, WHOLE } from "../state/view";
import { graph } from "../testing/graphs";
import { drawn } from "./drawn";
import { heldPlaces, onPage, ringed, sprung, withNew } from "./placing";

const some = graph(
  ["litek Cluster", "ekspla Company", "altechna Company", "laser-go Project"],
  [
    ["ekspla", "MEMBER_OF", "litek", "2011"],
    ["altechna", "MEMBER_OF", "litek"],
    ["litek", "PARTICIPATES_IN", "laser-go"],
    ["litek", "FOUNDED", "altechna"],
  ],
);
const picture = drawn(some, shown(some, WHOLE, NO_FILTERS), "kind", null, null);

test("a pair has one line, which is as strong as its strongest link", () => {
  expect(picture.links).toHaveLength(3);
  expect(picture.links.map(({ strength }) => strength)).toEqual(["dated", "undated", "undated"]);
});

test("the same picture always lies the same, no two in one place", () => {
  const places = [...sprung(picture).values()].map(({ x, y }) => `${x} ${y}`);
  expect([...sprung(picture).values()].map(({ x, y }) => `${x} ${y}`)).toEqual(places);
  expect(new Set(places).size).toBe(4);
  expect(places.join()).not.toContain("NaN");
});

test("one stands in the middle of its neighbours", () => {
  const places = ringed(sprung(picture), "litek");
  expect(places.get("litek")).toEqual({ x: 0, y: 0 });
  const ways = ["ekspla", "altechna", "laser-go"].map((id) => Math.hypot(places.get(id)!.x, places.get(id)!.y));
  expect(Math.min(...ways)).toBeGreaterThan(0.4);
});

test("what is new begins near a neighbour, what was there stays", () => {
  const before = new Map([["litek", { x: 5, y: 5 }]]);
  const places = withNew(picture, before, 1);
  expect(places.get("litek")).toEqual({ x: 5, y: 5 });
  const { x, y } = places.get("ekspla")!;
  expect(Math.hypot(x - 5, y - 5)).toBeCloseTo(1);
});

test("on a page the edges stay free", () => {
  const block = () => ({ side: 10, above: 10, below: 10 });
  const { places } = onPage(picture, block, { width: 400, height: 300 }, { wanted: sprung(picture), inset: 0.1 });
  for (const { x, y } of places.values()) {
    expect(x).toBeGreaterThanOrEqual(50);
    expect(x).toBeLessThanOrEqual(350);
    expect(y).toBeGreaterThanOrEqual(40);
    expect(y).toBeLessThanOrEqual(260);
  }
});

test("what somebody put somewhere is there, on a page of any size", () => {
  const view = pinned(pinned(WHOLE, "litek", { on: "page", x: 0.5, y: 0.25 }), "ekspla", { on: "map", x: 3, y: -4 });
  expect(heldPlaces(view, null)).toEqual(new Map([["ekspla", { x: 3, y: -4 }]]));
  const block = () => ({ side: 10, above: 10, below: 10 });
  for (const page of [{ width: 400, height: 300 }, { width: 800, height: 900 }]) {
    const held = heldPlaces(view, page);
    const { places } = onPage(picture, block, page, { wanted: sprung(picture), held, inset: 0.1 });
    expect(places.get("litek")).toEqual({ x: page.width / 2, y: page.height / 4 });
  }
});
