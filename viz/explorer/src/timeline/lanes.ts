/** Lines of a timeline: what does not meet in time, names included, shares one. */

export interface Room {
  readonly left: number;
  readonly right: number;
}

/** The lane of each, in order; `gap` pixels at least lie between two in one lane. */
export function lanes(rooms: readonly Room[], gap: number): number[] {
  const ends: number[] = [];
  return rooms.map(({ left, right }) => {
    const free = ends.findIndex((end) => end + gap <= left);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = right;
    return lane;
  });
}

export function laneCount(all: readonly number[]): number {
  return all.length ? Math.max(...all) + 1 : 0;
}
