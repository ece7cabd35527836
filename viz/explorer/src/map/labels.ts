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

/** Pixels of a letter, on average, and of a line. */
const LETTER = 8.2;
const LINE = 18;
/** How far from its place a name may stand, in pixels. */
const DISTANCES = [6, 20, 36];

/** Those that find room around their place, the first first; `taken` are marks that stay free. */
export function labels(wanted: readonly Wanted[], taken: readonly Disc[], width: number, height: number): Label[] {
  const full: Box[] = taken.map(boxAround);
  return wanted.flatMap((one) => {
    const wide = one.text.length * LETTER;
    const centred = { left: one.x - wide / 2, right: one.x + wide / 2, top: one.y - LINE / 2, bottom: one.y + LINE / 2 };
    const around = DISTANCES.flatMap((size) => placesFor({ ...one, size }, wide, LINE, "below"));
    const box = [centred, ...around].find((place) => inside(place, width, height) && !full.some((other) => overlap(place, other)));
    if (!box) return [];
    full.push(box);
    return [{ ...one, box }];
  });
}
