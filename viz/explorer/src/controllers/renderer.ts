/** The network as a picture, drawn by sigma. */

import Graph from "graphology";
import Sigma from "sigma";
import type { Columns } from "../state/columns";
import type { Shown } from "../state/shown";
import { type Disc, Labels } from "./labels";
import { colourOf, kindProperty, onThemeChange } from "./theme";

const MOST_LABELS = 300;
const SMALLEST = 5;

export class Renderer {
  private readonly graph = new Graph({ type: "undirected" });
  private readonly labels = new Labels(() => discs(this.sigma));
  private readonly sigma: Sigma;
  private readonly forget: () => void;

  constructor(place: HTMLElement, choose: (id: string) => void) {
    this.sigma = new Sigma(this.graph, place, {
      allowInvalidContainer: true,
      labelFont: "system-ui, sans-serif",
      labelSize: 13,
      labelWeight: "500",
      // One cell for all: the labels come largest node first, and `Labels` drops what would overlap.
      labelGridCellSize: 1e5,
      labelDensity: MOST_LABELS,
      labelRenderedSizeThreshold: 0,
      defaultDrawNodeLabel: this.labels.draw,
      stagePadding: 50,
      zIndex: true,
    });
    this.sigma.on("beforeRender", this.labels.clear);
    this.sigma.on("clickNode", ({ node }) => choose(node));
    this.forget = onThemeChange(() => this.sigma.refresh());
  }

  draw(columns: Columns, shown: Shown): void {
    const { graph } = this;
    graph.clear();
    shown.nodes.forEach((row, place) => graph.addNode(columns.ids[row], node(columns, row, place)));
    for (const link of shown.links) {
      const source = columns.ids[columns.links.sources[link]!];
      const target = columns.ids[columns.links.targets[link]!];
      if (source !== target) graph.mergeEdge(source, target);
    }
    this.sigma.setSetting("defaultEdgeColor", colourOf("--link"));
  }

  mark(id: string): void {
    for (const one of this.graph.nodes()) this.graph.setNodeAttribute(one, "highlighted", one === id);
    this.sigma.refresh({ skipIndexation: true });
  }

  end(): void {
    this.forget();
    this.sigma.kill();
  }
}

function node(columns: Columns, row: number, place: number): object {
  const angle = place * Math.PI * (3 - Math.sqrt(5));
  return {
    x: Math.sqrt(place) * Math.cos(angle),
    y: Math.sqrt(place) * Math.sin(angle),
    size: SMALLEST,
    label: columns.labels[row],
    color: colourOf(kindProperty(columns.kinds[row]!)),
  };
}

function discs(sigma: Sigma): Disc[] {
  return sigma.getGraph().mapNodes((id) => {
    const data = sigma.getNodeDisplayData(id);
    if (!data) return { x: 0, y: 0, size: 0 };
    return { ...sigma.framedGraphToViewport(data), size: sigma.scaleSize(data.size) };
  });
}
