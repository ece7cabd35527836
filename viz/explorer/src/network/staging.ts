/** Puts what the session shows on the picture, each time that it changes. */

import type { Session } from "../app/session";
import { labelSize, type Letters } from "../controllers/labels";
import type { Renderer } from "../controllers/renderer";
import type { View } from "../state/view";
import { colouring } from "./colouring";
import { type Drawn, drawn } from "./drawn";
import type { Block } from "./fitting";
import { corePlaces, MOST_ON_A_PAGE, onPage, type Places, sprung, storyPlaces, withNew } from "./placing";
import { storyWords } from "./storyWords";

const LARGE: Letters = { name: 16, note: 13 };
const MIDDLE: Letters = { name: 14, note: 12 };
const SMALL: Letters = { name: 13, note: 11 };
/** What part of the page the labels may fill before they become smaller. */
const FULL = 0.55;
/** Room around each node and its label, in pixels. */
const GAP = 8;
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
    const picture = drawn(
      session.graph.value,
      session.shown.value,
      colouring(session.parts.value),
      view.scene === "story" ? session.story.value : null,
      storyWords(session),
    );
    const small = picture.nodes.length <= MOST_ON_A_PAGE;
    const places = small ? this.page(picture, view) : this.map(picture);
    renderer.draw(picture, places, small ? renderer.frame : null);
    this.last = { scene: sceneOf(view), onPage: small };
  }

  /** A small picture: every label gets its room. */
  private page(picture: Drawn, view: View): Places {
    const { renderer } = this;
    const { frame } = renderer;
    const measure = (letters: Letters) => blocks(picture, letters);
    const fits = (sizes: ReadonlyMap<string, Block>) => area(sizes) < FULL * frame.width * frame.height;
    const letters = [LARGE, MIDDLE].find((one) => fits(measure(one))) ?? SMALL;
    renderer.labels.letters = letters;
    const sizes = measure(letters);
    return onPage(picture, this.wanted(picture, view), (id) => sizes.get(id)!, frame);
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
    return sprung(picture);
  }

  /** A large picture: the server's layout of the whole graph. */
  private map(picture: Drawn): Places {
    const { session, renderer } = this;
    renderer.labels.letters = SMALL;
    return withNew(picture, corePlaces(session.graph.value, session.shown.value));
  }
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

function area(sizes: ReadonlyMap<string, Block>): number {
  return [...sizes.values()].reduce((sum, { side, above, below }) => sum + 2 * side * (above + below), 0);
}
