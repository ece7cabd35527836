import { expect, test } from "vitest";
import { columns, type NodeRow } from "./columns";
import { held, isDated } from "./held";

const organisation = { name: "", kind: "Organisation", type: "Company", since: "1999" };
const nodes: readonly NodeRow[] = [
  { id: "litek", ...organisation },
  { id: "ekspla", ...organisation },
  { id: "laser-go", name: "", kind: "Project", type: "Project", since: "2016-01", until: "2017" },
  { id: "visit", name: "", kind: "Event", type: "Visit", since: "2016-05" },
  { id: "sometime", name: "", kind: "Project", type: "Project" },
];

function between(source: string, target: string, since = "", until = "") {
  return columns(nodes, [{ source, target, since, until, relation: "PARTICIPATES_IN", role: "" }]);
}

test("what a source says of a link goes before what it says of the project", () => {
  expect(held(between("litek", "laser-go", "", "2016-06"), 0)).toEqual(["", "2016-06"]);
});

test("a link without dates holds no longer than its project, and as long as its event", () => {
  expect(held(between("litek", "laser-go"), 0)).toEqual(["2016-01", "2017"]);
  expect(held(between("visit", "litek"), 0)).toEqual(["2016-05", "2016-05"]);
});

test("what is of organisations alone, or of what has no dates, is undated", () => {
  expect(isDated(between("litek", "ekspla"), 0)).toBe(false);
  expect(isDated(between("litek", "sometime"), 0)).toBe(false);
});
