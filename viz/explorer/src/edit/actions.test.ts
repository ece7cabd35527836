import { expect, test } from "vitest";
import type { Form, NamedRelation } from "../api/client";
import { inFull, relation } from "../testing/samples";
import { type Action, draftsOf, fieldsOf, keyOf, relationsOf, requestOf } from "./actions";

const LABELS = { source: "From", target: "To", value: "Which value is wrong?" };
const field = (name: string, datatype = "string", multiple = false) => ({
  name,
  label: name,
  help: "",
  datatype,
  multiple,
  pattern: "",
  required: name === "name",
  values: [],
});
const form = (name: string, fields: readonly ReturnType<typeof field>[], more: Partial<Form> = {}): Form => ({
  name,
  label: name,
  help: "",
  fields: [...fields],
  sources: [],
  targets: [],
  end: "",
  ...more,
});

const COMPANY = form("Company", [field("name", "langString"), field("founded", "date"), field("acronym", "string", true)], { end: "ended" });
const MEMBER = form("MEMBER_OF", [field("role"), field("since", "date"), field("until", "date")], {
  sources: ["Organisation"],
  targets: ["Organisation"],
  end: "until",
});
const entity = inFull({ name: { en: "Alpha", lt: "Alfa" }, founded: "2001", acronym: ["A", "AA"] });
const tie: NamedRelation = { ...relation("alpha", "litek"), source_name: "Alpha", target_name: "LITEK", role: "member", since: "2016" };

const names = (action: Action, from: Form) => fieldsOf(action, from, LABELS).map(({ name }) => name);

test("each action has the fields that it needs", () => {
  expect(names({ what: "add", type: "Company" }, COMPANY)).toEqual(["name", "founded", "acronym"]);
  expect(names({ what: "correct", entity, property: "founded" }, COMPANY)).toEqual(["founded"]);
  expect(names({ what: "deny", entity, property: "founded" }, COMPANY)).toEqual([]);
  expect(names({ what: "gone", entity }, COMPANY)).toEqual([]);
  expect(names({ what: "relate", relation: "MEMBER_OF" }, MEMBER)).toEqual(["source", "target", "role", "since", "until"]);
  expect(names({ what: "end", tie }, MEMBER)).toEqual(["until"]);
  expect(names({ what: "deny-relation", tie }, MEMBER)).toEqual([]);
});

test("of several values one is chosen to be wrong", () => {
  const [choice] = fieldsOf({ what: "deny", entity, property: "name" }, COMPANY, LABELS);
  expect(choice?.values.map(({ label }) => label)).toEqual(["Alpha (en)", "Alfa (lt)"]);
  const action: Action = { what: "deny", entity, property: "name" };
  expect(requestOf(action, { value: choice!.values[1]!.value }).said).toEqual({ entity: entity.id, property: "name", value: { lt: "Alfa" } });
  expect(fieldsOf({ what: "deny", entity, property: "acronym" }, COMPANY, LABELS)[0]?.values.map(({ label }) => label)).toEqual(["A", "AA"]);
});

test("what stands is in the fields at first; something new is empty, in the reader's language", () => {
  const correct: Action = { what: "correct", entity, property: "founded" };
  expect(draftsOf(correct, fieldsOf(correct, COMPANY, LABELS), "lt")).toEqual({ founded: [{ key: "", text: "2001" }] });
  const add: Action = { what: "add", type: "Company" };
  expect(draftsOf(add, fieldsOf(add, COMPANY, LABELS), "lt")["name"]).toEqual([{ key: "lt", text: "" }]);
  const relate: Action = { what: "relate", relation: "MEMBER_OF", source: { id: "alpha", name: "Alpha" } };
  const drafts = draftsOf(relate, fieldsOf(relate, MEMBER, LABELS), "en");
  expect([drafts["source"], drafts["target"]]).toEqual([[{ key: "alpha", text: "Alpha" }], []]);
  const again: Action = { what: "correct-relation", tie };
  expect(draftsOf(again, fieldsOf(again, MEMBER, LABELS), "en")["since"]).toEqual([{ key: "", text: "2016" }]);
});

test("what is posted names what it is about, and only what was changed of a relation", () => {
  const standing = { source: "alpha", relation: "MEMBER_OF", target: "litek", role: "member", since: "2016" };
  expect(requestOf({ what: "correct", entity, property: "founded" }, { founded: "1999" })).toEqual({
    path: "correct",
    said: { entity: entity.id, property: "founded", value: "1999" },
  });
  expect(requestOf({ what: "gone", entity }, {})).toEqual({ path: "deny", said: { entity: entity.id } });
  expect(requestOf({ what: "end", tie }, { until: "2020" }).said).toEqual({ ...standing, until: "2020" });
  expect(requestOf({ what: "deny-relation", tie }, {}).said).toEqual(standing);
  expect(requestOf({ what: "correct-relation", tie }, { role: "member", since: "2015", until: "2019" }).said).toEqual({
    ...standing,
    properties: { since: "2015", until: "2019" },
  });
  expect(requestOf({ what: "relate", relation: "MEMBER_OF" }, { source: "alpha", target: "epic", role: "member" })).toEqual({
    path: "relate",
    said: { source: "alpha", relation: "MEMBER_OF", target: "epic", properties: { role: "member" } },
  });
});

test("actions on different facts, or on facts of different things, are told apart", () => {
  const other = { ...entity, id: "beta" };
  const keys = [
    { what: "correct", entity, property: "founded" },
    { what: "deny", entity, property: "founded" },
    { what: "correct", entity, property: "name" },
    { what: "end", tie },
    { what: "end", tie: { ...tie, since: "2020" } },
    { what: "correct", entity: other, property: "founded" },
    { what: "gone", entity },
    { what: "gone", entity: other },
    { what: "relate", relation: "MEMBER_OF", source: { id: "alpha", name: "Alpha" } },
    { what: "relate", relation: "MEMBER_OF", target: { id: "alpha", name: "Alpha" } },
    { what: "relate", relation: "MEMBER_OF", source: { id: "beta", name: "Beta" } },
  ] as const satisfies readonly Action[];
  expect(new Set(keys.map(keyOf)).size).toBe(keys.length);
});

test("a kind begins and ends the relations that its top kind does", () => {
  const relations = [{ value: "UNDER_CALL", pairs: [["Project", "Call"]] }, { value: "PART_OF", pairs: [["Programme", "Programme"]] }];
  const found = relationsOf(relations, ["Call", "Programme"]).map(({ relation: { value }, side }) => `${value} ${side}`);
  expect(found).toEqual(["UNDER_CALL target", "PART_OF source", "PART_OF target"]);
});
