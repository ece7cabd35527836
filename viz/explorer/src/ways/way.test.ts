import { expect, test } from "vitest";
import { step } from "../testing/samples";
import { along, ways } from "./way";

const paths = {
  names: {},
  paths: [[step("litek", "PARTY_TO", "mou"), step("cpic", "PARTY_TO", "mou")]],
};

test("a way is told as it is walked, along its relations or against them", () => {
  const [way] = ways(paths, "litek");
  expect(way!.map(({ from, to, direction }) => `${from} ${direction} ${to}`)).toEqual([
    "litek out mou",
    "mou in cpic",
  ]);
  expect(along(way!)).toEqual(["litek", "mou", "cpic"]);
});

test("no way leads nowhere", () => {
  expect(ways({ names: {}, paths: [] }, "litek")).toEqual([]);
  expect(along([])).toEqual([]);
});
