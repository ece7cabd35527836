/** What the map shows of what is shown. */

import type { Session } from "../app/session";
import { cleared } from "../state/filters";
import type { Graph, Shown } from "../state/graph";
import { shown } from "../state/shown";
import { type Arc, arcs } from "./arcs";
import { type Areas, areas, isOrganisation } from "./areas";
import { type AreaCount, areaCounts, type Measure } from "./counts";
import type { Options } from "./options";

export interface Contents {
  /** In every region what the filters but that of regions leave, as counts of a filter are. */
  readonly counts: readonly AreaCount[];
  readonly arcs: readonly Arc[];
  /** How many of what is counted lie in some region, and how many in none. */
  readonly placed: number;
  readonly unplaced: number;
  /** Rows of the organisations that are shown and have a place on earth. */
  readonly points: readonly number[];
  /** Rows of the shown organisations that are in some region, and no source says where in it. */
  readonly pointless: readonly number[];
}

export function contents(session: Session, { level, measure }: Options): Contents {
  const graph = session.graph.value;
  const { view, filters } = session.look.value;
  const all = shown(graph, view, cleared(filters, "regions"));
  const within = areas(graph, all, level);
  const { ids } = graph.columns.tables.regions;
  const chosen = new Set([...filters.regions].map((id) => ids.indexOf(id)));
  const placed = measured(graph, all, measure).map((rows) => rows.some((row) => within.get(row)?.length));
  return {
    counts: areaCounts(graph, all, within, measure),
    arcs: arcs(graph, all, within, touched(within, chosen)),
    placed: placed.filter(Boolean).length,
    unplaced: placed.filter((one) => !one).length,
    points: session.shown.value.nodes.filter((row) => isPoint(graph, row)),
    pointless: session.shown.value.nodes.filter((row) => isPointless(graph, row)),
  };
}

/** The chosen regions that are of the level which is drawn. */
function touched(within: Areas, chosen: ReadonlySet<number>): ReadonlySet<number> {
  return new Set([...within.values()].flat().filter((area) => chosen.has(area)));
}

/** The rows of the nodes of everything that a measure counts: one of an entity, two of a link. */
function measured({ columns }: Graph, { nodes, links }: Shown, measure: Measure): (readonly number[])[] {
  if (measure === "links") return links.map((link) => [columns.links.sources[link]!, columns.links.targets[link]!]);
  const kind = { organisations: "Organisation", projects: "Project", agreements: "Agreement" }[measure];
  return nodes.filter((row) => columns.kinds[row] === kind).map((row) => [row]);
}

function isPoint({ columns }: Graph, row: number): boolean {
  return isOrganisation(columns, row) && Number.isFinite(columns.latitudes[row]);
}

function isPointless({ columns }: Graph, row: number): boolean {
  return isOrganisation(columns, row) && columns.places[row]!.length > 0 && !Number.isFinite(columns.latitudes[row]);
}
