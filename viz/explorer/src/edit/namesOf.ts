import type { Entity, NamedRelation } from "../api/client";

/** What entities are called that an entry about one may touch. */
export function namesOf(entity: Entity): ReadonlyMap<string, string> {
  const ends = (one: NamedRelation) => [[one.source, one.source_name], [one.target, one.target_name]] as const;
  return new Map([[entity.id, entity.name], ...entity.relations.flatMap(ends)]);
}
