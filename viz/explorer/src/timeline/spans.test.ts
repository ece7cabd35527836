import { expect, test } from "vitest";
import { drawing, period, scale, years } from "./drawing";
import { items } from "./items";
import { lanes, laneCount } from "./lanes";
import { certain, reach, span, stretch } from "./spans";
import { adjacency } from "../state/adjacency";
import { columns } from "../state/columns";

const day = (text: string) => Date.parse(text);

test("a partial date is as wide as what is not known of it", () => {
  expect(stretch("2016")).toEqual([day("2016-01-01"), day("2017-01-01")]);
  expect(stretch("2016-12")).toEqual([day("2016-12-01"), day("2017-01-01")]);
  expect(stretch("2016-02-28")).toEqual([day("2016-02-28"), day("2016-02-29")]);
  expect(stretch("")).toBeNull();
});

test("what is certain lies between the last beginning and the first end", () => {
  const known = span("2016", "2018-06", true)!;
  expect(reach(known)).toEqual([day("2016-01-01"), day("2018-07-01")]);
  expect(certain(known)).toEqual([day("2017-01-01"), day("2018-06-01")]);
  expect(certain(span("2016", "2016", true)!)).toBeNull();
});

test("an end that nobody knows stays open, an event is over", () => {
  expect(span("2016", "", true)!.end).toBeNull();
  expect(span("2016", "", false)!.end).toEqual(stretch("2016"));
  expect(span("", "2016", true)!.start).toBeNull();
  expect(span("", "", true)).toBeNull();
});

test("what does not meet shares a lane", () => {
  const found = lanes([{ left: 0, right: 50 }, { left: 40, right: 90 }, { left: 70, right: 80 }], 10);
  expect(found).toEqual([0, 1, 0]);
  expect([laneCount(found), laneCount([])]).toEqual([2, 0]);
});

const node = (id: string, kind: string, since = "", until = "") => ({ id, name: id, kind, type: kind, since, until });
const made = columns(
  [node("late", "Event", "2020-03"), node("early", "Project", "2016", "2018"), node("never", "Agreement"), node("firm", "Organisation", "1999")],
  [{ source: "firm", target: "early", relation: "PARTICIPATES_IN", role: "", since: "", until: "" }],
);
const graph = { columns: made, index: adjacency(made), story: [] };
const shown = { nodes: [0, 1, 2, 3], links: [0], filtered: 0 };

test("entries stand in order of time, those without a date apart", () => {
  const { dated, undated } = items(graph, shown);
  expect(dated.map(({ id }) => id)).toEqual(["early", "late"]);
  expect(undated.map(({ id }) => id)).toEqual(["never"]);
});

test("an agreement has its stage, nothing else has one", () => {
  const signed = columns([{ ...node("memo", "Agreement", "2019"), stage: "signed" }, node("early", "Project", "2016")], []);
  const { dated } = items({ columns: signed, index: adjacency(signed), story: [] }, { nodes: [0, 1], links: [], filtered: 0 });
  expect(dated.map(({ stage }) => stage)).toEqual(["", "signed"]);
});

test("of too many those with the fewest links are left out, but counted", () => {
  const { dated, numbers } = items(graph, shown, 1);
  expect(dated.map(({ id }) => id)).toEqual(["early"]);
  expect([...numbers]).toEqual([["Project", 1], ["Agreement", 0], ["Event", 1]]);
});

test("the page holds whole years, and no two names touch", () => {
  const { dated } = items(graph, shown);
  const whole = period(dated)!;
  expect(whole).toEqual([day("2016-01-01"), day("2021-01-01")]);
  const at = scale(whole, 500, 0);
  expect([at(whole[0]), at(whole[1])]).toEqual([0, 500]);
  expect(years(whole, at)).toEqual([2016, 2017, 2018, 2019, 2020, 2021]);
  expect(years(whole, scale(whole, 150, 0))).toEqual([2016, 2018, 2020]);
  expect(period([])).toBeNull();
});

test("bars and names are drawn where they are, and a name at the edge stands before its bar", () => {
  const { dated } = items(graph, shown);
  const { items: found, lanes: number } = drawing(dated, scale(period(dated)!, 500, 0), 500);
  const [early, late] = found;
  expect(Math.round(early!.width)).toBe(300);
  expect(Math.round(early!.sure!.width)).toBe(100);
  expect(late).toMatchObject({ sure: null, opens: { before: false, after: false }, lane: 0 });
  expect(number).toBe(1);
});

test("a name for which a narrow page has no room is cut, and stays on the page", () => {
  const { dated } = items(graph, shown);
  const long = dated.map((one) => ({ ...one, name: "A name that is far too long for it" }));
  for (const { label } of drawing(long, scale(period(dated)!, 200, 20), 200).items) {
    expect(label.text.endsWith("…")).toBe(true);
    const room = label.anchor === "start" ? 200 - label.x : label.x;
    expect(label.text.length * 7.2).toBeLessThanOrEqual(room);
  }
});
