/** What the API says, as rows of the columns. */

import type { EntityShape, Neighbours, Relation } from "../api/client";
import { type Columns, columns, type LinkRow, type NodeRow } from "../state/columns";

export const LONGEST_LABEL = 34;

/** An entity's neighbourhood as a part of the graph. */
export function fromNeighbours({ centre, entities, relations, left_out }: Neighbours): Columns {
  return columns([centre, ...entities].map(nodeRow), relations.map(linkRow), left_out);
}

function nodeRow(entity: EntityShape): NodeRow {
  const { id, name, kind, type } = entity;
  return { id, name, kind, type, label: label(entity), x: NaN, y: NaN, community: -1 };
}

function linkRow({ source, target, relation, role, since, until }: Relation): LinkRow {
  return { source, target, relation, role, since, until };
}

/** The acronym where there is one, else the name, cut at a word when it is long. */
export function label(entity: Pick<EntityShape, "name" | "properties">): string {
  const acronym = [entity.properties["acronym"]].flat()[0];
  return shortened(typeof acronym === "string" ? acronym : entity.name);
}

export function shortened(text: string): string {
  return text.length <= LONGEST_LABEL ? text : `${text.slice(0, LONGEST_LABEL).replace(/\s+\S*$/, "")} …`;
}
