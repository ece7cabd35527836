/** What can be entered by hand: the fields that it takes, and what is posted. */

import type { Entity, Form, NamedRelation } from "../api/client";
import { type Draft, draftOf, type Drafts, type Field, type Value, type Values } from "./drafts";

export interface Named {
  readonly id: string;
  readonly name: string;
}

export type Action =
  | { readonly what: "add"; readonly type: string }
  | { readonly what: "relate"; readonly relation: string; readonly source?: Named; readonly target?: Named }
  | { readonly what: "correct" | "deny"; readonly entity: Entity; readonly property: string }
  | { readonly what: "gone"; readonly entity: Entity }
  | { readonly what: "correct-relation" | "end" | "deny-relation"; readonly tie: NamedRelation };

/** An action as it is posted: the last part of the address, and what is said. */
export interface Request {
  readonly path: string;
  readonly said: Readonly<Record<string, unknown>>;
}

/** Of which kind or relation the form is needed. */
export function formNamed(action: Action): string {
  if (action.what === "add") return action.type;
  if (action.what === "relate") return action.relation;
  return "entity" in action ? action.entity.type : action.tie.relation;
}

/** What tells an action from others: what is done, and to what. */
export function keyOf(action: Action): string {
  const { what } = action;
  if ("tie" in action) {
    const { source, relation, target, role, since } = action.tie;
    return [what, source, relation, target, role, since].join(" ");
  }
  if ("entity" in action) return [what, action.entity.id, "property" in action ? action.property : ""].join(" ");
  if (what === "relate") return [what, action.relation, action.source?.id, action.target?.id].join(" ");
  return [what, action.type].join(" ");
}

/** The fields of an action; `labels` are what its two pickers and its choice of a value are called. */
export function fieldsOf(action: Action, form: Form, labels: Readonly<Record<"source" | "target" | "value", string>>): readonly Field[] {
  const { what } = action;
  const named = (name: string) => form.fields.filter((one) => one.name === name).map((one) => ({ ...one, required: true }));
  if (what === "correct") return named(action.property);
  if (what === "end") return named(form.end);
  if (what === "deny") return choice(action.entity.properties[action.property] as Value, labels.value, form, action.property);
  if (what === "relate")
    return [picker("source", labels.source, form.sources), picker("target", labels.target, form.targets), ...form.fields];
  return what === "add" || what === "correct-relation" ? form.fields : [];
}

function picker(name: string, label: string, kinds: readonly string[]): Field {
  return { name, label, help: "", datatype: "entity", multiple: false, pattern: "", required: true, values: [], kinds };
}

/** Which of several values is wrong; nothing to choose where there is one. */
function choice(standing: Value, label: string, form: Form, property: string): readonly Field[] {
  const single = singles(standing);
  if (single.length < 2) return [];
  const called = new Map(form.fields.find(({ name }) => name === property)?.values.map(({ value, label }) => [value, label]));
  const values = single.map((one) => ({ value: JSON.stringify(one), label: shown(one, called) }));
  return [{ name: "value", label, help: "", datatype: "string", multiple: false, pattern: "", required: true, values }];
}

/** A value of several as values of one each: a text with its language, an item of a list. */
function singles(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== "object") return [value];
  return Object.entries(value).flatMap<Value>(([language, part]) =>
    Array.isArray(part) ? part.map((text: Value) => ({ [language]: [text] })) : [{ [language]: part as Value }],
  );
}

function shown(value: Value, called: ReadonlyMap<string, string>): string {
  if (typeof value !== "object") return called.get(String(value)) ?? String(value);
  return Object.entries(value).map(([language, text]) => `${[text].flat().join(", ")} (${language})`).join(", ");
}

/** What stands in the fields at first; a new text is in `language`. */
export function draftsOf(action: Action, fields: readonly Field[], language: string): Drafts {
  const standing = standingValues(action);
  const drafts = fields.map((field) => [field.name, drafted(field, standing[field.name], language)] as const);
  return Object.fromEntries(drafts);
}

function drafted(field: Field, value: Value | Named | undefined, language: string): Draft {
  if (field.datatype === "entity") return value ? [{ key: (value as Named).id, text: (value as Named).name }] : [];
  const draft = draftOf(field, value as Value | undefined);
  return draft.length || field.values.length ? draft : [{ key: field.datatype === "langString" ? language : "", text: "" }];
}

function standingValues(action: Action): Readonly<Record<string, Value | Named | undefined>> {
  if (action.what === "relate") return { source: action.source, target: action.target };
  if (action.what === "correct") return action.entity.properties as Values;
  return "tie" in action && action.what !== "deny-relation" ? tieValues(action.tie) : {};
}

function tieValues({ role, since, until, properties }: NamedRelation): Values {
  const said = Object.entries({ role, since, until }).filter(([, text]) => text);
  return { ...(properties as Values), ...Object.fromEntries(said) };
}

/** What to post for an action with these values. */
export function requestOf(action: Action, values: Values): Request {
  const { what } = action;
  if (what === "add") return { path: what, said: { type: action.type, properties: values } };
  if (what === "relate") {
    const { source, target, ...properties } = values;
    return { path: what, said: { source, relation: action.relation, target, properties } };
  }
  if (what === "gone") return { path: "deny", said: { entity: action.entity.id } };
  if ("entity" in action) {
    const { entity, property } = action;
    const value = what === "correct" ? values[property] : values["value"] && JSON.parse(String(values["value"]));
    return { path: what, said: { entity: entity.id, property, ...(value === undefined ? {} : { value }) } };
  }
  return { path: what, said: { ...ends(action.tie), ...told(what, values, action.tie) } };
}

function ends({ source, relation, target, role, since }: NamedRelation) {
  return { source, relation, target, role, since };
}

function told(what: string, values: Values, tie: NamedRelation) {
  if (what === "end") return { until: values["until"] };
  if (what === "deny-relation") return {};
  const before = tieValues(tie);
  const changed = Object.entries(values).filter(([name, value]) => JSON.stringify(before[name]) !== JSON.stringify(value));
  return { properties: Object.fromEntries(changed) };
}

/** The relations that an entity of a kind can begin or end, with the side on which it stands. */
export function relationsOf<R extends { readonly pairs: readonly (readonly string[])[] }>(
  relations: readonly R[],
  kinds: readonly string[],
): readonly { readonly relation: R; readonly side: "source" | "target" }[] {
  const can = (one: R, place: 0 | 1) => one.pairs.some((pair) => kinds.includes(pair[place] ?? ""));
  return relations.flatMap((relation) => [
    ...(can(relation, 0) ? [{ relation, side: "source" as const }] : []),
    ...(can(relation, 1) ? [{ relation, side: "target" as const }] : []),
  ]);
}
