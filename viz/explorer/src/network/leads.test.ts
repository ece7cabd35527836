import { expect, test } from "vitest";
import { NO_FILTERS } from "../state/filters";
import { shown } from "../state/shown";
import { WHOLE } from "../state/view";
import { graph } from "../testing/graphs";
import { entries, leads } from "./leads";

const some = graph(
  ["litek Cluster", "ekspla Company", "altechna Company", "laser-go Project"],
  [
    ["ekspla", "MEMBER_OF", "litek", "2011"],
    ["altechna", "MEMBER_OF", "litek"],
    ["litek", "PARTICIPATES_IN", "laser-go", "2016", "2017"],
  ],
);
const all = shown(some, WHOLE, NO_FILTERS);

test("what has the most links comes first", () => {
  expect(entries(some, all).map(({ id, links }) => [id, links])).toEqual([
    ["litek", 3],
    ["altechna", 1],
    ["ekspla", 1],
    ["laser-go", 1],
  ]);
});

test("links lead on by relation and name, seen from where one is", () => {
  expect(leads(some, all, "litek").map(({ id, direction }) => `${id} ${direction}`)).toEqual([
    "altechna in",
    "ekspla in",
    "laser-go out",
  ]);
  expect(leads(some, all, "nobody")).toEqual([]);
});

test("what is filtered leads nowhere", () => {
  const companies = shown(some, WHOLE, { ...NO_FILTERS, kinds: new Set(["Company"]) });
  expect(leads(some, companies, "litek").map(({ id }) => id)).toEqual(["laser-go"]);
});
