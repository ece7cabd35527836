/** What is known of an entity, ready to be shown. */

import type { Entity, NamedRelation, Witness } from "../api/client";
import { type Text, texts, type Vocabulary } from "../i18n/vocabulary";
import type { Direction } from "../state/view";

export interface Fact {
  readonly property: string;
  readonly values: readonly Text[];
  readonly witnesses: readonly Witness[];
}

export interface Tie {
  readonly other: string;
  readonly name: string;
  readonly role: string;
  readonly since: string;
  readonly until: string;
  readonly properties: NamedRelation["properties"];
  readonly witnesses: readonly Witness[];
}

/** The links of an entity over one relation in one direction. */
export interface TieGroup {
  readonly relation: string;
  readonly direction: Direction;
  readonly ties: readonly Tie[];
}

/** Properties that the panel shows by themselves. */
const SHOWN_ELSEWHERE = new Set(["name"]);

export function facts(entity: Entity, vocabulary: Vocabulary): Fact[] {
  return Object.entries(entity.properties)
    .filter(([property]) => !SHOWN_ELSEWHERE.has(property))
    .map(([property, value]) => ({
      property,
      values: vocabulary.texts(property, value),
      witnesses: entity.evidence[property] ?? [],
    }));
}

/** The names of an entity in its languages. */
export function names(entity: Entity): readonly Text[] {
  return texts(entity.properties["name"]);
}

/** Links by relation and direction, in the order in which the server tells them. */
export function tieGroups(entity: Entity): TieGroup[] {
  const groups = new Map<string, { relation: string; direction: Direction; ties: Tie[] }>();
  for (const one of entity.relations) {
    const outward = one.source === entity.id;
    const { relation, role, since, until, properties, evidence } = one;
    const direction = outward ? "out" : "in";
    const group = groups.get(`${relation} ${direction}`) ?? { relation, direction, ties: [] };
    const end = outward ? { other: one.target, name: one.target_name } : { other: one.source, name: one.source_name };
    group.ties.push({ ...end, role, since, until, properties, witnesses: evidence });
    groups.set(`${relation} ${direction}`, group);
  }
  return [...groups.values()];
}
