import { expect, test } from "vitest";
import type { Pair, Shortlist } from "../api/client";
import { meetings, memberName, ranked } from "./slice";

const joint = (id: string) => ({ id, name: id, start: "", end: "" });

test("two meet in projects, agreements and events", () => {
  const pair: Pair = { one: "a", other: "b", projects: [joint("p")], agreements: [joint("m")], events: [joint("e")] };
  expect(meetings(pair).map(({ id }) => id)).toEqual(["p", "m", "e"]);
});

test("members are called by name, others by id", () => {
  const list = { members: [{ id: "litek", name: "LITEK" }] } as unknown as Shortlist;
  expect(memberName(list, "litek")).toBe("LITEK");
  expect(memberName(list, "cpic")).toBe("cpic");
});

test("the most frequent stands first", () => {
  expect(ranked({ LT: 1, FR: 3 })).toEqual([
    ["FR", 3],
    ["LT", 1],
  ]);
});
