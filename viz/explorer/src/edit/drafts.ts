/** What is typed into the fields of a form, and the values that it means. */

import type { Field as Known } from "../api/client";

/** A field of the vocabulary, one that picks an entity of some kinds, or one for the place where it was read. */
export interface Field extends Known {
  readonly datatype: Known["datatype"] | "entity" | "place";
  readonly kinds?: readonly string[];
}

/** One line of a field. `key` is the language of a text or the id of a picked entity, "" for others. */
export interface Line {
  readonly key: string;
  readonly text: string;
}

/** What stands in a field, line by line. */
export type Draft = readonly Line[];
export type Drafts = Readonly<Record<string, Draft>>;
export type Value = string | number | boolean | readonly Value[] | { readonly [language: string]: Value };
export type Values = Readonly<Record<string, Value>>;
/** Why a field cannot be taken, as the key of a message. */
export type Problem = "required" | "date" | "integer" | "decimal" | "address" | "pattern" | "place" | "twice" | "term" | "thousands";

export interface Filled {
  readonly values: Values;
  /** Field → problem, in the order of the fields. */
  readonly problems: Readonly<Record<string, Problem>>;
}

export const EMPTY: Line = { key: "", text: "" };
/** The language of a text of which nobody knows it. */
export const UNKNOWN = "und";
const ADDRESS = /^https?:\/\/[^\s<>"{}|\\^`]+$/;
/** 250,000 is a quarter of a million to some readers, and 250 to others. */
const THOUSANDS = /^\d{1,3},\d{3}$/;
const TERM = /^P(?=\d)(?:(\d+)Y)?(?:(\d+)M)?$/;

/** What stands in a field that has a value already. */
export function draftOf(field: Field, value: Value | undefined): Draft {
  if (value === undefined) return [];
  if (field.datatype === "langString" && typeof value === "object" && !Array.isArray(value))
    return Object.entries(value).flatMap(([key, part]) => [part].flat().map((text) => ({ key, text: String(text) })));
  return [value].flat().map((one) => ({ key: "", text: String(one) }));
}

/** The values of all fields that are filled in, and what is wrong with the others. */
export function filled(fields: readonly Field[], drafts: Drafts): Filled {
  const values: Record<string, Value> = {};
  const problems: Record<string, Problem> = {};
  for (const field of fields) {
    const lines = (drafts[field.name] ?? []).map(({ key, text }) => ({ key, text: text.trim() })).filter(({ text }) => text);
    const problem = problemOf(field, lines);
    if (problem) problems[field.name] = problem;
    else if (lines.length) values[field.name] = valueOf(field, lines);
  }
  return { values, problems };
}

function problemOf(field: Field, lines: Draft): Problem | undefined {
  if (!lines.length) return field.required ? "required" : undefined;
  const languages = lines.map(({ key }) => key);
  if (field.datatype === "langString" && !field.multiple && new Set(languages).size < languages.length) return "twice";
  return lines.map(({ text }) => wrong(field, text)).find(Boolean);
}

function wrong({ datatype, pattern, values }: Field, text: string): Problem | undefined {
  if (values.length) return undefined;
  if (datatype === "date") return isPartialDate(text) ? undefined : "date";
  if (datatype === "integer") return /^[+-]?\d+$/.test(text) && Number.isSafeInteger(Number(text)) ? undefined : "integer";
  if (datatype === "decimal" && THOUSANDS.test(text)) return "thousands";
  if (datatype === "decimal") return Number.isFinite(decimal(text)) ? undefined : "decimal";
  if (datatype === "anyURI") return ADDRESS.test(text) ? undefined : "address";
  if (datatype === "place") return isPlace(text) ? undefined : "place";
  if (datatype === "duration") return TERM.test(text) ? undefined : "term";
  return pattern && !new RegExp(`^(?:${pattern})$`, "u").test(text) ? "pattern" : undefined;
}

function valueOf(field: Field, lines: Draft): Value {
  const { datatype, multiple } = field;
  if (datatype === "langString") return byLanguage(lines, multiple);
  const all = lines.map((line) => scalar(field, line));
  return multiple ? all : all[0]!;
}

function scalar({ datatype }: Field, { key, text }: Line): Value {
  if (datatype === "entity") return key || text;
  if (datatype === "integer") return Number(text);
  if (datatype === "decimal") return decimal(text);
  if (datatype === "boolean") return text === "true";
  return text;
}

function byLanguage(lines: Draft, multiple: boolean): Value {
  const found: Record<string, Value> = {};
  for (const { key, text } of lines) {
    const language = key || UNKNOWN;
    found[language] = multiple ? [...((found[language] as readonly Value[] | undefined) ?? []), text] : text;
  }
  return found;
}

/** Whether a text is the address of a page, or words; what is written like an address must be one. */
function isPlace(text: string): boolean {
  return ADDRESS.test(text) || (!/^[a-z][a-z0-9+.-]*:\S/i.test(text) && /\p{L}/u.test(text));
}

/** A decimal number with a point or a comma, with spaces between its thousands. */
function decimal(text: string): number {
  return Number(text.replace(/[\s\u00a0\u202f]/g, "").replace(",", "."));
}

/** Whether a text is a year, a month or a day that the calendar has: 2016, 2016-06 or 2016-06-08. */
export function isPartialDate(text: string): boolean {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (!found) return false;
  const [year, month, day] = [Number(found[1]), Number(found[2] ?? 1), Number(found[3] ?? 1)];
  const at = new Date(Date.UTC(2000, 0, 1));
  at.setUTCFullYear(year, month - 1, day);
  return year > 0 && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
}

/** Years and months of a term, as they stand in two boxes. */
export function termParts(text: string): { readonly years: string; readonly months: string } {
  const [, years = "", months = ""] = TERM.exec(text) ?? [];
  return { years, months };
}

/** A term of years and months; "" for none. */
export function term(years: string, months: string): string {
  const parts = `${years ? `${years}Y` : ""}${months ? `${months}M` : ""}`;
  return parts && `P${parts}`;
}
