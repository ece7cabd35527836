/** The network as a picture, drawn by sigma. */

import Sigma from "sigma";
import { visible, type Network } from "../state/network";
import { type Disc, Labels } from "./labels";
import { laidOut } from "./layout";

const FAINT = "#e3e6ea";
const LINE = "#b9c2cd";
const MOST_LABELS = 300;
const STRONG_LINE = "#5b6b7f";

/** Whether this browser draws in WebGL, which sigma needs. */
export function canDraw(): boolean {
  const canvas = document.createElement("canvas");
  return Boolean(canvas.getContext("webgl2"));
}

export class Picture {
  private readonly labels = new Labels(() => (this.sigma ? discs(this.sigma) : []));
  private sigma: Sigma | null = null;
  private chosen = "";
  private pointed = "";

  constructor(
    private readonly place: HTMLElement,
    private readonly choose: (id: string) => void,
  ) {}

  draw(network: Network): void {
    this.sigma?.kill();
    this.sigma = null;
    this.pointed = "";
    const graph = laidOut(visible(network), network.centre);
    if (!graph.order) return;
    const sigma = new Sigma(graph, this.place, {
      allowInvalidContainer: true,
      defaultEdgeColor: LINE,
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
    sigma.setSetting("nodeReducer", (id, data) => ({ ...data, ...this.nodeStyle(id) }));
    sigma.setSetting("edgeReducer", (id, data) => ({ ...data, ...this.edgeStyle(id) }));
    sigma.on("beforeRender", this.labels.clear);
    sigma.on("clickNode", ({ node }) => this.choose(node));
    sigma.on("enterNode", ({ node }) => this.point(node));
    sigma.on("leaveNode", () => this.point(""));
    this.sigma = sigma;
  }

  mark(id: string): void {
    this.chosen = id;
    this.sigma?.refresh({ skipIndexation: true });
  }

  private point(id: string): void {
    this.pointed = id;
    this.place.style.cursor = id ? "pointer" : "";
    this.sigma?.refresh({ skipIndexation: true });
  }

  /** The node that stands out with its neighbours: the one pointed at, else the chosen one. */
  private get lit(): string {
    const id = this.pointed || this.chosen;
    return this.sigma?.getGraph().hasNode(id) ? id : "";
  }

  private nodeStyle(id: string): object {
    const { lit } = this;
    if (!lit) return {};
    if (id === lit) return { highlighted: true, zIndex: 2 };
    if (this.sigma?.getGraph().areNeighbors(id, lit)) return { zIndex: 1 };
    return { color: FAINT, label: "", zIndex: 0 };
  }

  private edgeStyle(id: string): object {
    const { lit } = this;
    if (!lit) return {};
    const touches = this.sigma?.getGraph().hasExtremity(id, lit);
    return touches ? { color: STRONG_LINE, size: 1.5, zIndex: 1 } : { hidden: true };
  }
}

/** Where the nodes are on the canvas. */
function discs(sigma: Sigma): Disc[] {
  return sigma.getGraph().mapNodes((id) => {
    const data = sigma.getNodeDisplayData(id);
    if (!data) return { x: 0, y: 0, size: 0 };
    return { ...sigma.framedGraphToViewport(data), size: sigma.scaleSize(data.size) };
  });
}
