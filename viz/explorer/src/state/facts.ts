/** What is known of an entity, ready to be shown. */

import type { Entity, Witness } from "../api/client";
import { capital, span, words } from "./words";

export interface Fact {
  readonly name: string;
  readonly values: readonly { readonly language: string; readonly text: string }[];
  readonly witnesses: readonly Witness[];
}

export interface Tie {
  readonly other: string;
  readonly name: string;
  readonly notes: string;
  readonly witnesses: readonly Witness[];
}

/** Properties that the panel shows by themselves. */
const SHOWN_ELSEWHERE = new Set(["name"]);

export function facts(entity: Entity): Fact[] {
  return Object.entries(entity.properties)
    .filter(([name]) => !SHOWN_ELSEWHERE.has(name))
    .map(([name, value]) => ({
      name: words(name),
      values: values(value),
      witnesses: entity.evidence[name] ?? [],
    }));
}

/** The names of an entity in its languages. */
export function names(entity: Entity): Fact["values"] {
  return values(entity.properties["name"]);
}

function values(value: unknown): { language: string; text: string }[] {
  if (Array.isArray(value)) return value.map((one) => ({ language: "", text: text(one) }));
  if (typeof value !== "object" || value === null) return [{ language: "", text: text(value) }];
  return Object.entries(value).flatMap(([key, part]) => {
    const language = key === "und" ? "" : key;
    return [part].flat().map((one) => ({ language, text: text(one) }));
  });
}

const CODE = /^[a-z]+(-[a-z]+)+$/;

/** Numbers with their thousands apart, codes such as `joint-rd` as words. */
function text(value: unknown): string {
  if (typeof value === "number") return value.toLocaleString("en");
  return CODE.test(String(value)) ? words(String(value)) : String(value);
}

/** Relations by what they are called from the entity's side: "Participates in", "← Member of". */
export function ties(entity: Entity): Map<string, Tie[]> {
  const groups = new Map<string, Tie[]>();
  for (const one of entity.relations) {
    const outward = one.source === entity.id;
    const title = `${outward ? "" : "← "}${capital(words(one.relation))}`;
    const tie: Tie = {
      other: outward ? one.target : one.source,
      name: outward ? one.target_name : one.source_name,
      notes: [words(one.role), span(one.since, one.until)].filter(Boolean).join(", "),
      witnesses: one.evidence,
    };
    groups.set(title, [...(groups.get(title) ?? []), tie]);
  }
  return groups;
}
