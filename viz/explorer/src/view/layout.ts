/** Where the nodes of a network go. */

import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import type { Visible } from "../state/network";
import { colour } from "./colours";

const ROUNDS = 400;
const SMALLEST = 5;
const LARGEST = 16;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** The network as a graph with a place, a size and a colour for each node; always the same. */
export function laidOut({ nodes, links }: Visible, centre: string): Graph {
  const graph = new Graph({ type: "undirected" });
  nodes.forEach((one, place) => {
    // A spiral, nearest first: no two nodes begin in one place, and nothing is left to chance.
    const radius = Math.sqrt(place);
    const angle = place * GOLDEN_ANGLE;
    const at = { x: radius * Math.cos(angle), y: radius * Math.sin(angle) };
    graph.addNode(one.id, { ...at, label: one.label, color: colour(one.kind) });
  });
  for (const { source, target } of links) graph.mergeEdge(source, target);
  graph.forEachNode((id) => graph.setNodeAttribute(id, "size", size(graph.degree(id), id === centre)));
  if (graph.order > 1) {
    const settings = { ...forceAtlas2.inferSettings(graph), adjustSizes: false, gravity: 0.6 };
    forceAtlas2.assign(graph, { iterations: ROUNDS, settings });
  }
  return graph;
}

function size(degree: number, centre: boolean): number {
  return centre ? LARGEST : Math.min(LARGEST - 2, SMALLEST + Math.sqrt(degree) * 1.6);
}
