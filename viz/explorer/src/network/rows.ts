/** What the API says, as columns. */

import type { EntityShape, Neighbours, Network, Story } from "../api/client";
import { type Columns, columns, type LinkRow, type NodeRow } from "../state/columns";
import { type Tables, treeOf } from "../state/tables";

/** The network as the server draws it. */
export function fromNetwork(network: Network): Columns {
  return columns(nodeRows(network), linkRows(network), tables(network));
}

function nodeRows({ nodes, kinds, types, dates, languages }: Network): NodeRow[] {
  return nodes.id.map((id, row) => ({
    id,
    name: nodes.label[row]!,
    language: languages[nodes.language[row]!] ?? "",
    short: nodes.short[row]!,
    kind: kinds[nodes.kind[row]!]!,
    type: types[nodes.type[row]!]!,
    x: nodes.x[row]!,
    y: nodes.y[row]!,
    latitude: nodes.latitude[row] ?? NaN,
    longitude: nodes.longitude[row] ?? NaN,
    degree: nodes.degree[row]!,
    community: nodes.community[row]!,
    cluster: nodes.id[nodes.cluster[row]!] ?? "",
    since: dates[nodes.since[row]!] ?? "",
    until: dates[nodes.until[row]!] ?? "",
    technologies: nodes.technologies[row]!,
    places: nodes.places[row]!,
    programmes: nodes.programmes[row]!,
  }));
}

function linkRows({ links, nodes, relations, roles, dates }: Network): LinkRow[] {
  return links.source.map((source, row) => ({
    source: nodes.id[source]!,
    target: nodes.id[links.target[row]!]!,
    relation: relations[links.relation[row]!]!,
    role: roles[links.role[row]!] ?? "",
    since: dates[links.since[row]!] ?? "",
    until: dates[links.until[row]!] ?? "",
  }));
}

function tables({ technologies, regions, programmes, communities, bridges, left_out }: Network): Tables {
  const { id, label, broader, within } = technologies;
  return {
    technologies: { ids: id, labels: label, above: broader, within },
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
  const acronym = [properties["acronym"]].flat()[0];
  return { id, name, kind, type, short: typeof acronym === "string" ? acronym : "" };
}
