/** Small answers for the tests. */

import type { Answer, Entity, EntityShape, Hit, Neighbours, Relation, Step } from "../api/client";

export function entity(id: string, kind = "Organisation", properties: object = {}): EntityShape {
  return {
    id,
    uri: `https://example.org/id/${id}`,
    name: `Name of ${id}`,
    kind,
    type: kind,
    keys: [id],
    properties: { ...properties },
  };
}

export function relation(source: string, target: string, relation = "MEMBER_OF"): Relation {
  return { relation, source, target, role: "", since: "", until: "", properties: {}, evidence: [] };
}

export function neighbours(
  centre: EntityShape,
  others: readonly EntityShape[],
  relations: readonly Relation[],
): Neighbours {
  const entities = others.map((one) => ({ ...one, distance: 1 }));
  return { centre, entities, relations: [...relations], left_out: 0 };
}

export function inFull(properties: object, relations: Entity["relations"] = []): Entity {
  return { ...entity("litek", "Organisation", properties), computed: [], evidence: {}, relations };
}

export function step(source: string, relation: string, target: string, more = {}): Step {
  return { relation, source, target, role: "", since: "", until: "", evidence: [], ...more };
}

export function hit(id: string, more: Partial<Hit> = {}): Hit {
  return {
    id,
    uri: "",
    name: `Name of ${id}`,
    kind: "Company",
    country: "LT",
    region: "LT01",
    identifiers: {},
    website: "",
    score: 10,
    last_active: "",
    amounts: {},
    basis: "direct",
    technologies: ["lasers"],
    links: 1,
    places: [],
    paths: [[step(id, "WORKS_ON", "lasers")]],
    ...more,
  };
}

export function answer(more: Partial<Answer> = {}): Answer {
  const understood = { corrected: false, note: "", others: [] };
  return {
    query: {
      technology: { asked: "lasers", id: "lasers", label: "lasers", ...understood },
      region: { asked: "Lithuania", id: "LT", label: "Lithuania", ...understood },
      filters: {},
    },
    total: 1,
    hits: [hit("ekspla")],
    membership: [],
    unplaced: [],
    ended: [],
    nearest: {},
    related: [],
    facets: {},
    next: "",
    ...more,
  };
}
