/** The network as a picture, drawn by sigma. */

import Graph from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import ForceAtlas2 from "graphology-layout-forceatlas2/worker";
import Sigma from "sigma";
import { EdgeLineProgram, NodePointProgram } from "sigma/rendering";
import type { CameraState } from "sigma/types";
import { animateNodes } from "sigma/utils";
import { MOST_LINES } from "../network/detail";
import type { Drawn, DrawnLink, DrawnNode } from "../network/marks";
import type { Point } from "../network/fitting";
import type { Sides } from "../network/lists";
import type { Spot } from "../state/view";
import type { Disc } from "./boxes";
import { type Labelled, Labels } from "./labels";
import { mayMove } from "./motion";
import { Palette } from "./palette";
import { onThemeChange } from "./theme";

/** A picture whose places are pixels of a page of this size, or one with places of its own. */
export type Page = { readonly width: number; readonly height: number } | null;

export interface Handlers {
  readonly choose: (id: string) => void;
  /** Open what is folded into a node. */
  readonly open: (id: string) => void;
  /** Show all that is around a node. */
  readonly expand: (id: string) => void;
  /** A node was put somewhere else. */
  readonly moved: (id: string) => void;
  readonly resized: () => void;
}

/** With more nodes than this only labels keep clear of labels. */
const MOST_AVOIDED = 600;
/** Labels at once: on a page all that fit, on a map the heaviest, more as one comes nearer. */
const MOST_LABELS = { page: 400, map: 70 };
/** With more nodes than this the others do not step back behind the one that is pointed at. */
const MOST_DIMMED = 3_000;
/** More nodes than these are points, all of them one call to the graphics card; without one a circle each takes seconds. */
const MOST_CIRCLES = 600;
const MOVING = 350;
const ZOOMING = 200;
/** How sigma follows wheel and fingers where movement is unwelcome: at once. It divides by these times. */
const STILL = { zoomDuration: 1, doubleClickZoomingDuration: 1, inertiaDuration: 1, inertiaRatio: 0 };
/** More nodes than these go to their new places at once. */
const MOST_MOVING = 2_000;

/** The camera that sees everything. */
const ALL: CameraState = { x: 0.5, y: 0.5, ratio: 1, angle: 0 };

/** Digits of a place that a view keeps: less than a pixel. */
const DIGITS = 4;

/** With more nodes than this lines are thinner. */
const MANY = 80;
/** How strong hairs are: many on top of one another are as dark as one line. */
const HAIRS: Readonly<Record<DrawnLink["strength"], number>> = { telling: 0.3, dated: 0.08, undated: 0.05 };
const WIDTHS: Readonly<Record<DrawnLink["strength"], number>> = { telling: 3.5, dated: 2.2, undated: 1.7 };

/** Where nodes are, and on which side of some their names stand. */
export interface Placed {
  readonly places: ReadonlyMap<string, Point>;
  readonly sides: Sides;
}

interface Style {
  lit: string;
  chosen: string;
  /** The ids of a way that stands out, and the pairs along it. */
  way: ReadonlySet<string>;
}

export class Renderer {
  readonly palette = new Palette();
  readonly labels = new Labels(this.palette, () => this.discs(), () => this.foremost());
  private graph = emptyGraph();
  /** What the picture calls each node, by its id: numbers, since graphology and sigma keep those several times faster than names. */
  private keys: ReadonlyMap<string, string> = new Map();
  private readonly sigma: Sigma;
  private readonly forget: () => void;
  private readonly style: Style = { lit: "", chosen: "", way: new Set() };
  private page: Page = null;
  /** Lines that show only while they stand out: sigma would go through all of them for nothing. */
  private quiet: readonly DrawnLink[] = [];
  private hairs = false;
  private stopMoving: () => void = () => {};
  /** The node that is being dragged, and whether it has moved. */
  private dragged: { readonly id: string; moved: boolean } | null = null;

  constructor(
    private readonly place: HTMLElement,
    private readonly handlers: Handlers,
  ) {
    this.sigma = new Sigma(this.graph, place, {
      allowInvalidContainer: true,
      // One cell for all: the labels come heaviest node first, and `Labels` drops what would overlap.
      labelGridCellSize: 1e5,
      labelRenderedSizeThreshold: 0,
      defaultDrawNodeLabel: (context, data) => this.labels.draw(context, data as unknown as Labelled),
      defaultDrawNodeHover: () => {},
      nodeReducer: (_, data) => this.nodeStyle(data as NodeData),
      edgeReducer: (_, data) => this.edgeStyle(data as DrawnLink),
      edgeProgramClasses: { hair: EdgeLineProgram },
      nodeProgramClasses: { point: NodePointProgram },
      minCameraRatio: 0.02,
      maxCameraRatio: 4,
      zIndex: true,
    });
    this.listen();
    const observer = new ResizeObserver(() => {
      this.resize();
      // A map fits itself; on a page everything finds its place anew.
      const { width, height } = this.frame;
      if (this.page && (this.page.width !== width || this.page.height !== height)) this.handlers.resized();
    });
    observer.observe(place);
    const unthemed = onThemeChange(() => {
      this.palette.forget();
      this.sigma.refresh();
    });
    this.forget = () => {
      observer.disconnect();
      unthemed();
    };
  }

  /** The room that the picture has. */
  get frame(): { readonly width: number; readonly height: number } {
    return { width: this.place.clientWidth, height: this.place.clientHeight };
  }

  /** Show what is drawn at its places; what was there before moves to its new place. */
  draw(drawn: Drawn, { places, sides }: Placed, page: Page): void {
    this.stopMoving();
    const before = this.places();
    const samePage = (page === null) === (this.page === null);
    this.page = page;
    this.labels.onPage = page !== null;
    // New settings make sigma go through all that it draws.
    this.graph.clear();
    this.sigma.setCustomBBox(page ? { x: [0, page.width], y: [0, page.height] } : null);
    this.sigma.setSettings({
      stagePadding: page ? 0 : 40,
      labelDensity: page ? MOST_LABELS.page : MOST_LABELS.map,
      hideEdgesOnMove: drawn.links.length > MOST_LINES,
      hideLabelsOnMove: drawn.nodes.length > 5_000,
      ...(mayMove() ? {} : STILL),
    });
    if (!samePage) this.sigma.getCamera().setState(ALL);
    this.graph = emptyGraph();
    this.keys = new Map(drawn.nodes.map(({ id }, n) => [id, String(n)]));
    for (const node of drawn.nodes) this.graph.addNode(this.keys.get(node.id), { ...node, side: sides.get(node.id), ...this.at(places.get(node.id)) });
    this.hairs = drawn.links.length > MOST_LINES;
    // A smaller graph tells neighbours by its lines.
    const isApart = ({ quiet }: DrawnLink) => quiet && this.isLarge;
    this.quiet = drawn.links.filter(isApart);
    this.join(drawn.links.filter((link) => !isApart(link)));
    this.tell();
    // Whole: one at a time each would be styled as if it were the last.
    this.sigma.setGraph(this.graph);
    if (samePage) this.moveFrom(before);
  }

  choose(id: string): void {
    this.style.chosen = id;
    this.sigma.refresh({ skipIndexation: true });
  }

  /** Let a way stand out; none for an empty set. */
  showWay(way: ReadonlySet<string>): void {
    this.style.way = way;
    this.sigma.refresh({ skipIndexation: true });
  }

  zoom(factor: number): void {
    this.look({ ratio: this.sigma.getCamera().ratio * factor }, ZOOMING);
  }

  /** Let springs refine the places, in a worker; call what is returned to stop them. Without movement the end is seen. */
  refine(): () => void {
    // Quiet lines pull too.
    this.join(this.quiet);
    this.quiet = [];
    const refined = mayMove() ? this.graph : this.graph.copy();
    const layout = new ForceAtlas2(refined, { settings: { ...forceAtlas2.inferSettings(refined), slowDown: 5 } });
    const stop = () => {
      layout.kill();
      if (this.stopMoving !== stop) return;
      this.stopMoving = () => {};
      if (refined !== this.graph) this.graph.updateEachNodeAttributes((key, data) => ({ ...data, ...placeIn(refined, key) }));
    };
    this.stopMoving();
    this.stopMoving = stop;
    layout.start();
    return stop;
  }

  fit(): void {
    this.look(ALL, MOVING);
  }

  /** Where a node is, as a view keeps it; null where it is not drawn. */
  spotOf(id: string): Spot | null {
    const at = this.places().get(id);
    if (!at) return null;
    const { width, height } = this.page ?? { width: 1, height: 1 };
    return { on: this.page ? "page" : "map", x: Number((at.x / width).toFixed(DIGITS)), y: Number((at.y / height).toFixed(DIGITS)) };
  }

  /** Move a node by so many pixels on the screen. */
  move(id: string, right: number, down: number): void {
    const key = this.keys.get(id);
    if (key === undefined) return;
    const { x, y } = placeIn(this.graph, key);
    // A way on the screen, not a place: what the renderer knows of places is old while the picture changes its size.
    const [from, to] = [{ x: 0, y: 0 }, { x: right, y: down }].map((point) => this.inGraph(point)) as [Point, Point];
    this.graph.mergeNodeAttributes(key, { x: x + to.x - from.x, y: y + to.y - from.y });
    this.handlers.moved(id);
  }

  /** Where everything is now, y downwards, as it was given. */
  places(): ReadonlyMap<string, Point> {
    const height = this.page?.height ?? 0;
    return new Map(this.graph.mapNodes((_, { id, x, y }) => [id as string, { x: x as number, y: height - (y as number) }]));
  }

  end(): void {
    this.forget();
    this.stopMoving();
    this.sigma.kill();
  }

  /** Bring the camera to where it looks next. */
  private look(next: Partial<CameraState>, duration: number): void {
    const camera = this.sigma.getCamera();
    if (mayMove()) void camera.animate(next, { duration });
    else camera.setState(next);
  }

  /** Take the room that there is now; that empties the canvas, unless sigma knows of it already. */
  private resize(): void {
    const { sigma } = this;
    const before = sigma.getDimensions();
    sigma.resize();
    const { width, height } = sigma.getDimensions();
    if (width !== before.width || height !== before.height) sigma.scheduleRender();
  }

  private join(links: readonly DrawnLink[]): void {
    for (const link of links) this.graph.addEdgeWithKey(this.graph.size, this.keys.get(link.source), this.keys.get(link.target), link);
  }

  private at(place: Point | undefined): Point {
    const { x, y } = place ?? { x: 0, y: 0 };
    return { x, y: (this.page?.height ?? 0) - y };
  }

  /** Let those who measure know when a picture is there. */
  private tell(): void {
    if (this.graph.order) this.sigma.once("afterRender", () => performance.mark("picture", { detail: this.graph.order }));
  }

  private moveFrom(before: ReadonlyMap<string, Point>): void {
    if (!mayMove() || this.graph.order > MOST_MOVING) return;
    const targets: Record<string, { x: number; y: number }> = {};
    this.graph.updateEachNodeAttributes((key, data) => {
      const from = before.get(data["id"] as string);
      if (!from) return data;
      targets[key] = { x: data["x"] as number, y: data["y"] as number };
      return { ...data, ...this.at(from) };
    });
    this.stopMoving = animateNodes(this.graph, targets, { duration: MOVING });
  }

  private listen(): void {
    const { sigma } = this;
    sigma.on("beforeRender", this.labels.clear);
    sigma.on("afterRender", () => this.drawQuiet());
    sigma.on("clickNode", ({ node, event }) => {
      const hit = this.labels.hit(event.x, event.y);
      if (hit?.fold) this.handlers.open(hit.id);
      else this.handlers.choose(this.idOf(node));
    });
    sigma.on("clickStage", ({ event }) => {
      const hit = this.labels.hit(event.x, event.y);
      if (hit?.fold) this.handlers.open(hit.id);
      else this.handlers.choose(hit?.id ?? "");
    });
    sigma.on("doubleClickNode", ({ node, preventSigmaDefault }) => {
      preventSigmaDefault();
      this.handlers.expand(this.idOf(node));
    });
    for (const end of ["upNode", "upStage"] as const) sigma.on(end, () => this.drop());
    sigma.on("enterNode", ({ node }) => this.light(this.idOf(node)));
    sigma.on("leaveNode", () => this.light(""));
    sigma.on("downNode", ({ node }) => (this.dragged = { id: this.idOf(node), moved: false }));
    sigma.on("moveBody", ({ event, preventSigmaDefault }) => {
      if (this.dragged) {
        preventSigmaDefault();
        this.dragged.moved = true;
        return this.put(this.dragged.id, event);
      }
      const over = this.style.lit || this.labels.hit(event.x, event.y);
      this.place.style.cursor = over ? "pointer" : "";
    });
  }

  /** Put a node at a point of the canvas; the others stay where they are. */
  private put(id: string, point: Point): void {
    const key = this.keys.get(id);
    if (key !== undefined) this.graph.mergeNodeAttributes(key, this.inGraph(point));
  }

  private idOf(key: string): string {
    return (this.graph.getNodeAttributes(key) as DrawnNode).id;
  }

  /** Where a point of the canvas is in the graph, whose bounds stay what they are from now on. */
  private inGraph(point: Point): Point {
    const { sigma } = this;
    if (!sigma.getCustomBBox()) sigma.setCustomBBox(sigma.getBBox());
    const { x, y } = sigma.viewportToGraph(point);
    return { x, y };
  }

  private drop(): void {
    const { dragged } = this;
    this.dragged = null;
    if (dragged?.moved) this.handlers.moved(dragged.id);
  }

  /** Let a node stand out with its links; in a large graph nothing else is drawn anew. */
  private light(id: string): void {
    const touched = [this.style.lit, id].flatMap((one) => this.keys.get(one) ?? []);
    this.style.lit = id;
    const edges = () => touched.flatMap((one) => this.graph.edges(one));
    const partialGraph = this.isLarge ? { nodes: touched, edges: edges() } : undefined;
    this.sigma.refresh({ skipIndexation: true, ...(partialGraph ? { partialGraph } : {}) });
  }

  private get isLarge(): boolean {
    return this.graph.order > MOST_DIMMED;
  }

  private nodeStyle({ colour, ...data }: NodeData): object {
    const { lit, chosen } = this.style;
    const { id } = data;
    const dim = this.isDim(id);
    const type = this.graph.order > MOST_CIRCLES ? "point" : "circle";
    const own = { ...data, type, chosen: id === chosen, dim, forceLabel: id === chosen || id === lit };
    return dim
      ? { ...own, color: this.palette.get("faint"), zIndex: 0 }
      : { ...own, color: this.palette.of(colour), zIndex: id === lit ? 2 : 1 };
  }

  /** Whether a node stands back, behind a way or behind the one that is pointed at. */
  private isDim(id: string): boolean {
    const { lit, way } = this.style;
    if (way.size) return !way.has(id);
    return !this.isLarge && lit !== "" && id !== lit && this.keys.has(lit) && !this.graph.areNeighbors(this.keys.get(id), this.keys.get(lit));
  }

  /** Whether a line stands out, by one of its ends or as part of a way. */
  private touches({ source, target }: DrawnLink): boolean {
    const { lit, chosen, way } = this.style;
    const foremost = lit || chosen;
    return source === foremost || target === foremost || (way.has(source) && way.has(target));
  }

  /** Draw the quiet lines that stand out, between the other lines and the nodes. */
  private drawQuiet(): void {
    const { lit, chosen, way } = this.style;
    const context = this.sigma.getCanvases()["edgeLabels"]?.getContext("2d");
    if (!context || (!lit && !chosen && !way.size)) return;
    context.beginPath();
    for (const link of this.quiet) {
      if (!this.touches(link)) continue;
      const [from, to] = [link.source, link.target].map((id) => this.disc(this.keys.get(id)!)) as [Disc, Disc];
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
    }
    context.strokeStyle = this.palette.get("accent");
    context.stroke();
  }

  private edgeStyle(link: DrawnLink): object {
    const { strength, colour, arrow, quiet } = link;
    const { lit, way } = this.style;
    const touched = this.touches(link);
    const plain = this.hairs ? this.palette.veil("--link-strong", HAIRS[strength]) : this.palette.of(colour);
    const color = touched ? this.palette.get("accent") : plain;
    const size = (touched ? 4 : WIDTHS[strength]) * (this.graph.order > MANY ? 0.7 : 1);
    const behind = !touched && ((lit !== "" && !this.isLarge) || way.size > 0);
    const type = this.hairs ? "hair" : arrow ? "arrow" : "line";
    return { color: behind ? this.palette.get("faint") : color, size, type, hidden: quiet && !touched, zIndex: touched ? 2 : 0 };
  }

  private discs(): Disc[] {
    const { graph } = this;
    return graph.order > MOST_AVOIDED ? [] : graph.mapNodes((key) => this.disc(key));
  }

  private disc(key: string): Disc {
    const { sigma } = this;
    const data = sigma.getNodeDisplayData(key);
    if (!data) return { x: 0, y: 0, size: 0 };
    return { ...sigma.framedGraphToViewport(data), size: sigma.scaleSize(data.size) };
  }

  /** The chosen node and the one that is pointed at, as their labels are drawn. */
  private foremost(): Labelled[] {
    const { lit, chosen } = this.style;
    const found = [...new Set([chosen, lit])].flatMap((id) => this.keys.get(id) ?? []);
    return found.map((key) => ({ ...(this.graph.getNodeAttributes(key) as DrawnNode), ...this.disc(key) }));
  }
}

function emptyGraph(): Graph {
  return new Graph({ type: "undirected" });
}

function placeIn(graph: Graph, key: string): Point {
  const { x, y } = graph.getNodeAttributes(key) as Point;
  return { x, y };
}

type NodeData = DrawnNode & Point;
