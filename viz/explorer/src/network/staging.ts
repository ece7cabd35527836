/** Puts what the session shows on the picture, each time that it changes. */

import type { Session } from "../app/session";
import { labelSize, type Letters } from "../controllers/labels";
import type { Renderer } from "../controllers/renderer";
import type { View } from "../state/view";
import { colouring } from "./colouring";
import { type Drawn, drawn } from "./drawn";
import type { Block } from "./fitting";
import { corePlaces, MOST_ON_A_PAGE, onPage, type Places, ringed, sprung, storyPlaces, withNew } from "./placing";
import { notes } from "./notes";

const SMALL: Letters = { name: 13, note: 11 };
/** Letters, the largest first; at last names alone. */
const SIZES: readonly Letters[] = [{ name: 16, note: 13 }, { name: 14, note: 12 }, SMALL, { name: 13, note: 0 }];
/** Room around each node and its label, in pixels. */
const GAP = 8;
/** With more nodes than this their names stand alone. */
const MOST_WITH_NOTES = 32;
/** Up to so many nodes a part of the graph is laid out by itself. */
const MOST_SPRUNG = 400;
/** How far from its neighbour a new node begins, in pixels. */
const NEAR = 60;

export class Staging {
  private last: { readonly scene: string; readonly onPage: boolean } | null = null;

  constructor(
    private readonly session: Session,
    private readonly renderer: Renderer,
  ) {}

  /** Draw what the session shows now. Reading its signals, it follows them in an effect. */
  show(): void {
    const { session, renderer } = this;
    const { view } = session.look.value;
    const number = session.shown.value.nodes.length;
    const picture = drawn(
      session.graph.value,
      session.shown.value,
      colouring(session.parts.value),
      view.scene === "story" ? session.story.value : null,
      number <= MOST_WITH_NOTES ? notes(session) : null,
    );
    const small = number <= MOST_ON_A_PAGE;
    const places = small ? this.page(picture, view) : this.map(picture, view);
    renderer.draw(picture, places, small ? renderer.frame : null);
    this.last = { scene: sceneOf(view), onPage: small };
  }

  /** A small picture: every label gets its room, in letters as large as that allows. */
  private page(picture: Drawn, view: View): Places {
    const { renderer } = this;
    const wanted = this.wanted(picture, view);
    const placed = (sizes: ReadonlyMap<string, Block>) =>
      onPage(picture, wanted, (id) => sizes.get(id)!, renderer.frame, inset(picture.nodes.length));
    for (const letters of SIZES) {
      const { places, apart } = placed(blocks(picture, letters));
      renderer.labels.letters = letters;
      if (apart) return places;
    }
    // Where there is no room for all labels, nodes at least keep apart.
    return placed(discs(picture)).places;
  }

  /** Where a small picture's nodes are best; those that were there before stay near. */
  private wanted(picture: Drawn, view: View): Places {
    const { session, renderer } = this;
    const before = renderer.places();
    const stayed = picture.nodes.filter(({ id }) => before.has(id)).length;
    const same = this.last?.onPage && this.last.scene === sceneOf(view);
    if (same && stayed * 2 >= picture.nodes.length) return withNew(picture, before, NEAR);
    const story = session.story.value;
    if (view.scene === "story" && story) return withNew(picture, storyPlaces(story));
    return view.scene === "around" ? ringed(sprung(picture), view.focus) : sprung(picture);
  }

  /** A larger part of the graph by itself, or all of it as the server's layout has it. */
  private map(picture: Drawn, view: View): Places {
    const { session, renderer } = this;
    renderer.labels.letters = SMALL;
    if (view.scene !== "whole" && picture.nodes.length <= MOST_SPRUNG) return sprung(picture);
    return withNew(picture, corePlaces(session.graph.value, session.shown.value));
  }
}

/** What part of the page a few nodes leave free at each edge. */
function inset(number: number): number {
  return Math.max(0, (12 - number) * 0.02);
}

function sceneOf({ scene, focus }: View): string {
  return `${scene} ${focus}`;
}

/** The room that each node takes with its label below it. */
function blocks({ nodes }: Drawn, letters: Letters): ReadonlyMap<string, Block> {
  const context = document.createElement("canvas").getContext("2d");
  if (!context) throw new Error("This browser draws nothing.");
  return new Map(
    nodes.map((node) => {
      const { width, height } = labelSize(context, node, letters);
      const side = Math.max(width / 2, node.size) + GAP;
      return [node.id, { side, above: node.size + GAP, below: node.size + 4 + height + GAP }];
    }),
  );
}

/** The room that each node takes alone. */
function discs({ nodes }: Drawn): ReadonlyMap<string, Block> {
  return new Map(nodes.map(({ id, size }) => [id, { side: size + GAP, above: size + GAP, below: size + GAP }]));
}
