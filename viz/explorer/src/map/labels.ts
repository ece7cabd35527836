/** Names on the map that cover neither one another nor what else stands there. */

import { type Box, boxAround, type Disc, inside, overlap, placesFor } from "../controllers/boxes";

export interface Wanted {
  readonly key: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

export interface Label extends Wanted {
  readonly box: Box;
}

/** What names have to keep to. */
export interface Space {
  readonly width: number;
  readonly height: number;
  /** Marks that stay free. */
  readonly taken: readonly Disc[];
  /** How wide a text is. */
  readonly measure: (text: string) => number;
}

/** How the names are written, in pixels, as the style sheet says. */
export const LETTERS = { size: 14, weight: 600 };
const LINE = 18;
/** Around a name: its letters have a rim. */
const RIM = 2;
/** How far from its place a name may stand, in pixels. */
const DISTANCES = [6, 20, 36];

/** Those that find room around their place, the first first. */
export function labels(wanted: readonly Wanted[], { measure, taken, width, height }: Space): Label[] {
  const full: Box[] = taken.map(boxAround);
  return wanted.flatMap((one) => {
    const wide = measure(one.text) + 2 * RIM;
    const centred = { left: one.x - wide / 2, right: one.x + wide / 2, top: one.y - LINE / 2, bottom: one.y + LINE / 2 };
    const around = DISTANCES.flatMap((size) => placesFor({ ...one, size }, wide, LINE, "below"));
    const box = [centred, ...around].find((place) => inside(place, width, height) && !full.some((other) => overlap(place, other)));
    if (!box) return [];
    full.push(box);
    return [{ ...one, box }];
  });
}
