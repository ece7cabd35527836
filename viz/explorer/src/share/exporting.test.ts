import { expect, test } from "vitest";
import { NO_FILTERS } from "../state/filters";
import { shown } from "../state/shown";
import { WHOLE } from "../state/view";
import { graph } from "../testing/graphs";
import { wish } from "./exporting";
import { opened, saved } from "./views";

const some = graph(["litek Cluster", "epic Cluster"], [["litek", "MEMBER_OF", "epic"]]);

test("exactly what is shown is asked for, y upwards", () => {
  const all = shown(some, WHOLE, NO_FILTERS);
  const places = new Map([["litek", { x: 1.234, y: 5 }], ["epic", { x: 2, y: 6 }]]);
  expect(wish(some, all, places, "svg", "Two", "lt")).toEqual({
    format: "svg",
    title: "Two",
    language: "lt",
    ids: ["litek", "epic"],
    x: [1.23, 2],
    y: [-5, -6],
    links: [["litek", "MEMBER_OF", "epic", ""]],
  });
});

test("without a picture the server lays it out", () => {
  const all = shown(some, WHOLE, NO_FILTERS);
  expect(wish(some, all, new Map(), "png", "", "en")).toMatchObject({ x: [], y: [] });
});

test("a saved view is opened again, anything else is refused", () => {
  expect(opened(saved("Mine", "#focus=litek"))).toEqual({ name: "Mine", address: "#focus=litek" });
  expect(opened("{}")).toBeNull();
  expect(opened("no JSON")).toBeNull();
  expect(opened(JSON.stringify({ format: "lumigraph-view/1", name: "x", address: "https://elsewhere" }))).toBeNull();
});
