import { expect, test } from "vitest";
import { entity, neighbours, relation } from "../testing/samples";
import { around, kinds, label, LONGEST_LABEL, nothing, sentence, toggled, visible } from "./network";

const found = neighbours(
  entity("laser-go", "Project", { acronym: ["LASER-GO"] }),
  [entity("litek"), entity("cpic"), entity("fair", "Event"), entity("lasers", "Technology")],
  [
    relation("litek", "laser-go", "PARTICIPATES_IN"),
    relation("litek", "laser-go", "SUPPORTS"),
    relation("laser-go", "litek", "FUNDED_BY"),
    relation("fair", "laser-go"),
    relation("cpic", "fair"),
    relation("laser-go", "lasers", "ABOUT"),
    relation("litek", "litek"),
  ],
);
const network = around(found, nothing.hidden);

test("two entities are joined by one line, none to itself", () => {
  expect(network.links).toHaveLength(4);
});

test("hidden kinds are not shown, nor what is reached over them only", () => {
  expect(visible(network).nodes.map((one) => one.id)).toEqual(["laser-go", "litek"]);
  expect(visible(network).links).toHaveLength(1);
  const events = visible(toggled(network, "Event"));
  expect(events.nodes.map((one) => one.id)).toEqual(["laser-go", "litek", "cpic", "fair"]);
});

test("hiding twice changes nothing", () => {
  expect(visible(toggled(toggled(network, "Organisation"), "Organisation"))).toEqual(visible(network));
});

test("the centre is shown although its kind was hidden", () => {
  const technology = around(neighbours(entity("lasers", "Technology"), [], []), nothing.hidden);
  expect(visible(technology).nodes).toHaveLength(1);
  expect(visible(toggled(technology, "Technology")).nodes).toHaveLength(1);
});

test("kinds are counted, hidden ones too", () => {
  expect(kinds(network)).toEqual([
    ["Organisation", 2],
    ["Event", 1],
    ["Project", 1],
    ["Technology", 1],
  ]);
});

test("one sentence says what is shown and what is not", () => {
  expect(sentence(network)).toBe("LASER-GO and what lies around it: 2 of 5 entities.");
  expect(sentence({ ...network, leftOut: 7 })).toContain("7 more");
  expect(sentence(nothing)).toBe("Nothing is shown yet.");
});

test("a label is the acronym, or the name, cut at a word", () => {
  expect(label(entity("x", "Project", { acronym: ["RESPICE"] }))).toBe("RESPICE");
  expect(label({ name: "Ekspla", properties: {} })).toBe("Ekspla");
  const long = label({ name: "Laser and Engineering Technologies Cluster of Lithuania", properties: {} });
  expect(long).toBe("Laser and Engineering …");
  expect(long.length).toBeLessThanOrEqual(LONGEST_LABEL + 2);
});
