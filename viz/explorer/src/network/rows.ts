/** What the API says, as columns. */

import type { EntityShape, Neighbours, Network, Story, WorkedOn } from "../api/client";
import { type Columns, columns, type NodeRow } from "../state/columns";
import { type Tables, type Tree, treeOf } from "../state/tables";

/** The network as the server draws it, asked for with its technologies (`complete`) or without. */
export function fromNetwork(network: Network, complete: boolean): Columns {
  const { nodes, links, kinds, types, dates, stages, languages, relations, roles } = network;
  const named = (names: readonly string[], codes: readonly number[]) => codes.map((code) => names[code] ?? "");
  return {
    ids: nodes.id,
    names: nodes.label,
    languages: named(languages, nodes.language),
    shorts: nodes.short,
    kinds: named(kinds, nodes.kind),
    types: named(types, nodes.type),
    x: Float32Array.from(nodes.x),
    y: Float32Array.from(nodes.y),
    latitudes: Float32Array.from(nodes.latitude, (one) => one ?? NaN),
    longitudes: Float32Array.from(nodes.longitude, (one) => one ?? NaN),
    degrees: Uint32Array.from(nodes.degree),
    communities: Int32Array.from(nodes.community),
    clusters: named(nodes.id, nodes.cluster),
    since: named(dates, nodes.since),
    until: named(dates, nodes.until),
    stages: named(stages, nodes.stage),
    technologies: nodes.technologies,
    places: nodes.places,
    programmes: nodes.programmes,
    links: {
      sources: Uint32Array.from(links.source),
      targets: Uint32Array.from(links.target),
      relations: named(relations, links.relation),
      roles: named(roles, links.role),
      since: named(dates, links.since),
      until: named(dates, links.until),
    },
    tables: { ...tables(network), revision: network.revision, complete },
    core: nodes.id.length,
  };
}

function tables({ technologies, regions, programmes, communities, bridges, left_out }: Network): Omit<Tables, "complete" | "revision"> {
  return {
    technologies: treeOfTechnologies(technologies),
    regions: {
      ...treeOf(regions.id, regions.label, regions.parent),
      levels: regions.level,
      countries: regions.country,
    },
    programmes: treeOf(programmes.id, programmes.label, programmes.parent),
    communities: communities.size.map((size, place) => ({ size, leader: communities.leader[place]! })),
    bridges: bridges.node.map((node, place) => ({
      node,
      communities: bridges.communities[place]!,
      links: bridges.links[place]!,
    })),
    leftOut: {
      nodes: left_out.nodes,
      links: left_out.links,
      ofNodes: left_out.of_nodes,
      ofLinks: left_out.of_links,
    },
  };
}

/** The same columns with what the network's own rows work on. */
export function informed(columns: Columns, { nodes, technologies }: WorkedOn): Columns {
  return {
    ...columns,
    technologies: [...nodes, ...columns.technologies.slice(columns.core)],
    tables: { ...columns.tables, technologies: treeOfTechnologies(technologies), complete: true },
  };
}

function treeOfTechnologies({ id, label, broader, within }: WorkedOn["technologies"]): Tree {
  return { ids: id, labels: label, above: broader, within };
}

/** The story's entities and links; no row of them is the network's own. */
export function fromStory({ nodes, links }: Story): Columns {
  const rows = nodes.map(({ id, label, language, short, kind, type, since, until }) => {
    return { id, name: label, language, short, kind, type, since, until };
  });
  return columns(rows, links, undefined, 0);
}

/** An entity's neighbourhood; no row of it is the network's own. */
export function fromNeighbours({ centre, entities, relations }: Neighbours): Columns {
  return columns([centre, ...entities].map(entityRow), relations, undefined, 0);
}

function entityRow({ id, name, kind, type, properties }: EntityShape): NodeRow {
  return { id, name, kind, type, short: text(properties["acronym"]), stage: text(properties["stage"]) };
}

/** The first of the texts of a property, "" for none. */
function text(value: unknown): string {
  const [one] = [value].flat();
  return typeof one === "string" ? one : "";
}
