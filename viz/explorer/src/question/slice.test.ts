import { expect, test } from "vitest";
import { answer, hit } from "../testing/samples";
import { asked, asking, continued, corrected, facet, ordered, parameters, RANKED, sorted } from "./slice";

test("the address asks the question", () => {
  const question = { technology: "lasers", region: "LT", kinds: ["Company"], roles: [] };
  expect(asked(asking(question))).toEqual(question);
  expect(asked({})).toEqual({ technology: "", region: "", kinds: [], roles: [] });
  expect(parameters(question)).toEqual({ technology: "lasers", region: "LT", kind: ["Company"], role: [] });
});

test("the next page follows the first", () => {
  const both = continued(answer({ next: "x" }), answer({ hits: [hit("other")] }));
  expect(both.hits.map(({ id }) => id)).toEqual(["ekspla", "other"]);
  expect(both.next).toBe("");
});

test("a candidate stands where the name stood that was not understood", () => {
  const question = { technology: "lazers", region: "Vienna", kinds: [], roles: [] };
  expect(corrected(question, "lazers", "lasers")).toMatchObject({ technology: "lasers", region: "Vienna" });
  expect(corrected(question, "Vienna", "AT13")).toMatchObject({ technology: "lazers", region: "AT13" });
});

test("numbers sort from the largest, words from A, and what says nothing is last", () => {
  const hits = [hit("b", { score: 9 }), hit("a", { score: 10, last_active: "2019" }), hit("c", { score: 100 })];
  const ids = (column: "name" | "score" | "active", text: (one: (typeof hits)[number]) => string) =>
    sorted(hits, ordered(RANKED, column), text, "en").map(({ id }) => id);
  expect(ids("score", ({ score }) => String(score))).toEqual(["c", "a", "b"]);
  expect(ids("name", ({ name }) => name)).toEqual(["a", "b", "c"]);
  expect(ids("active", ({ last_active }) => last_active)).toEqual(["a", "b", "c"]);
  expect(ordered(ordered(RANKED, "name"), "name")).toEqual({ column: "name", down: true });
});

test("a value that is chosen can be taken back even if nobody has it", () => {
  expect(facet({ Company: 2, Cluster: 5 }, ["Hospital"])).toEqual([
    { value: "Cluster", number: 5, on: false },
    { value: "Company", number: 2, on: false },
    { value: "Hospital", number: 0, on: true },
  ]);
});
