import { expect, test } from "vitest";
import { around, nothing, visible } from "../state/network";
import { entity, neighbours, relation } from "../testing/samples";
import { overlap, placesFor } from "./labels";
import { laidOut } from "./layout";
import { networkList } from "./list";

const network = around(
  neighbours(
    entity("laser-go", "Project"),
    [entity("litek"), entity("cpic"), entity("hts")],
    [relation("litek", "laser-go"), relation("cpic", "litek"), relation("hts", "laser-go")],
  ),
  nothing.hidden,
);

test("the same network is always laid out the same, no two nodes in one place", () => {
  const places = () => laidOut(visible(network), "laser-go").mapNodes((_, { x, y }) => `${x} ${y}`);
  expect(places()).toEqual(places());
  expect(new Set(places()).size).toBe(4);
  expect(places().join()).not.toContain("NaN");
});

test("the centre is the largest", () => {
  const graph = laidOut(visible(network), "laser-go");
  const sizes = graph.mapNodes((_, { size }) => size as number);
  expect(graph.getNodeAttribute("laser-go", "size")).toBe(Math.max(...sizes));
});

test("a label stands right or left of its node, within the canvas", () => {
  const lefts = (x: number) => placesFor({ x, y: 0, size: 5 }, 50, 10, 100).map((one) => one.left > x);
  expect(lefts(10)).toEqual([true]);
  expect(lefts(90)).toEqual([false]);
  expect(lefts(50)).toEqual([true, false]);
});

test("boxes overlap when they share ground", () => {
  const box = { left: 0, right: 10, top: 0, bottom: 10 };
  expect(overlap(box, { ...box, left: 5, right: 15 })).toBe(true);
  expect(overlap(box, { ...box, left: 10, right: 15 })).toBe(false);
  expect(overlap(box, { ...box, top: 20, bottom: 30 })).toBe(false);
});

test("the list says the same as the picture", () => {
  const chosen: string[] = [];
  const list = networkList(network, (id) => chosen.push(id));
  expect(list.children).toHaveLength(4);
  expect(list.textContent).toContain("Name of litek organisation, 2 ties");
  list.querySelector("button")?.click();
  expect(chosen).toEqual(["laser-go"]);
});
