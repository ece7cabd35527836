/** Puts what the session shows on the picture, each time that it changes. */

import type { Session } from "../app/session";
import type { Letters } from "../controllers/labels";
import type { Placed, Renderer } from "../controllers/renderer";
import type { View } from "../state/view";
import { colouring } from "./colouring";
import { drawn } from "./drawn";
import type { Frame } from "./fitting";
import { type List, lists, unfolded, withFolds, withLists, withMiddles } from "./lists";
import type { Drawn } from "./marks";
import { corePlaces, heldPlaces, MOST_ON_A_PAGE, onPage, type Places, ringed, sprung, storyPlaces, type Wish, withNew } from "./placing";
import { notes } from "./notes";
import { quietLines } from "./onPicture";
import { blocks, columnsOf, discs } from "./room";
import type en from "./words/en.json";

const SMALL: Letters = { name: 13, note: 11 };
const LEAST: Letters = { name: 12, note: 0 };
/** Letters, the largest first; at last names alone. */
const SIZES: readonly Letters[] = [{ name: 16, note: 13 }, { name: 14, note: 12 }, SMALL, { name: 13, note: 0 }, LEAST];
/** The parts of a page's height that lists may take before they get another column. */
const HEIGHTS = [0.4, 0.6, 0.9];
/** With more nodes than this their names stand alone. */
const MOST_WITH_NOTES = 32;
/** Up to so many nodes a part of the graph is laid out by itself. */
const MOST_SPRUNG = 400;
/** How far from its neighbour a new node begins, in pixels. */
const NEAR = 60;

/** What was drawn last: on a page of which size, or null for a map. */
interface Last {
  readonly scene: string;
  readonly page: Frame | null;
  readonly ids: string;
  readonly held: Places;
}

/** What is drawn, and where. */
interface Picture {
  readonly picture: Drawn;
  readonly placed: Placed;
}

export class Staging {
  private last: Last = { scene: "", page: null, ids: "", held: new Map() };
  private frame = 0;

  constructor(
    private readonly session: Session,
    private readonly renderer: Renderer,
  ) {}

  /**
   * Draw what the session shows now, in the next frame: by then the words around the picture have taken
   * their room. Reading the session's signals, it follows them in an effect.
   */
  show(): void {
    const picture = this.drawn();
    quietLines.value = picture.links.filter(({ quiet }) => quiet).length;
    this.end();
    this.frame = requestAnimationFrame(() => this.stage(picture));
  }

  /** Draw nothing that waits for its frame. */
  end(): void {
    cancelAnimationFrame(this.frame);
  }

  private drawn(): Drawn {
    const { session } = this;
    const shown = session.shown.value;
    const { scene } = session.look.value.view;
    return drawn(
      session.graph.value,
      shown,
      colouring(session.parts.value),
      scene === "story" ? session.story.value : null,
      shown.nodes.length <= MOST_WITH_NOTES ? notes(session) : null,
    );
  }

  private stage(picture: Drawn): void {
    const { session, renderer } = this;
    const { view } = session.look.peek();
    const page = picture.nodes.length <= MOST_ON_A_PAGE ? renderer.frame : null;
    const held = heldPlaces(view, page);
    const made = page ? this.page(picture, view, page, held) : { picture, placed: this.map(picture, view, held) };
    renderer.draw(made.picture, made.placed, page);
    this.last = { scene: sceneOf(view), page, ids: idsOf(session), held };
  }

  /** A small picture: every label gets its room, in letters as large as that allows; else lists are folded. */
  private page(picture: Drawn, view: View, page: Frame, held: Places): Picture {
    const told = view.scene === "story" ? this.session.graph.value.story : [];
    const all = lists(picture, new Set([...told, ...held.keys()]));
    const folded = withFolds(picture, all, (n) => this.session.words<keyof typeof en>("network")("fold.room", { n }));
    return this.fitted(picture, all, view, page, held) ?? this.fitted(folded, [], view, page, held) ?? this.crowded(folded, view, page, held);
  }

  private fitted(picture: Drawn, all: readonly List[], view: View, page: Frame, held: Places): Picture | null {
    const reduced = withLists(picture, all);
    const common = { held, inset: inset(reduced.nodes.length) };
    // Near where they were, else wherever there is room for all labels.
    for (const wanted of [this.wanted(reduced, view, page, held, all), { wanted: sprung(reduced) }]) {
      for (const { letters, tallest } of sizesFor(all)) {
        const columns = columnsOf(all, letters, tallest * page.height);
        const sizes = new Map([...blocks(reduced, letters), ...columns]);
        const { places, apart } = onPage(reduced, (id) => sizes.get(id)!, page, { ...common, ...wanted });
        this.renderer.labels.letters = letters;
        if (apart) return { picture, placed: unfolded(all, columns, places) };
      }
    }
    return null;
  }

  /** Where there is no room for all labels, nodes at least keep apart. */
  private crowded(picture: Drawn, view: View, page: Frame, held: Places): Picture {
    const sizes = discs(picture);
    const { places } = onPage(picture, (id) => sizes.get(id)!, page, { held, ...this.wanted(picture, view, page, held, []) });
    return { picture, placed: { places, sides: new Map() } };
  }

  /** Where a small picture's nodes are best; those that were there before stay near. */
  private wanted(picture: Drawn, view: View, page: Frame, held: Places, all: readonly List[]): Pick<Wish, "wanted" | "settled"> {
    const { last } = this;
    const before = withMiddles(all, this.renderer.places());
    const stayed = picture.nodes.filter(({ id }) => before.has(id)).length;
    // Where a node is held no longer, nobody knows where it was before: all find their places anew.
    const letGo = [...last.held.keys()].some((id) => !held.has(id));
    const same = last.page && last.scene === sceneOf(view) && !letGo;
    if (!same || stayed * 2 < picture.nodes.length) return { wanted: this.fresh(picture, view) };
    const settled = last.ids === idsOf(this.session) && last.page?.width === page.width && last.page.height === page.height;
    return { wanted: withNew(picture, before, NEAR), settled };
  }

  /** Where the nodes of a scene go by themselves. */
  private fresh(picture: Drawn, view: View): Places {
    const story = this.session.story.value;
    if (view.scene === "story" && story) return withNew(picture, storyPlaces(story));
    return view.scene === "around" ? ringed(sprung(picture), view.focus) : sprung(picture);
  }

  /** A larger part of the graph by itself, or all of it as the server's layout has it. */
  private map(picture: Drawn, view: View, held: Places): Placed {
    const { session, renderer } = this;
    renderer.labels.letters = SMALL;
    const alone = view.scene !== "whole" && picture.nodes.length <= MOST_SPRUNG;
    const places = alone ? sprung(picture) : withNew(picture, corePlaces(session.graph.value, session.shown.value));
    return { places: new Map([...places, ...held]), sides: new Map() };
  }
}

/** What is tried one after another: letters, and the part of the page's height that lists take. */
function sizesFor(all: readonly List[]): { letters: Letters; tallest: number }[] {
  const heights = all.length ? HEIGHTS : [1];
  return SIZES.flatMap((letters) => heights.map((tallest) => ({ letters, tallest })));
}

/** What part of the page a few nodes leave free at each edge. */
function inset(number: number): number {
  return Math.max(0, (12 - number) * 0.02);
}

/** What is shown, to tell whether it is the same as before. */
function idsOf({ shown }: Session): string {
  return shown.peek().nodes.join(" ");
}

function sceneOf({ scene, focus }: View): string {
  return `${scene} ${focus}`;
}
