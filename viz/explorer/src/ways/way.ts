/** A way from one entity to another, step by step. */

import type { Paths, Step, Witness } from "../api/client";
import type { Direction } from "../state/view";

export type Way = readonly WayStep[];

/** One step: from where to where, over which link, and who says so. */
export interface WayStep {
  readonly from: string;
  readonly to: string;
  readonly relation: string;
  /** Whether one goes along the relation or against it. */
  readonly direction: Direction;
  readonly role: string;
  readonly since: string;
  readonly until: string;
  readonly witnesses: readonly Witness[];
}

/** The ways as they are walked from `start`, whichever way their relations point. */
export function ways({ paths }: Paths, start: string): Way[] {
  return paths.map((path) => {
    let at = start;
    return path.map((step) => {
      const made = walkedFrom(at, step);
      at = made.to;
      return made;
    });
  });
}

function walkedFrom(at: string, { source, target, relation, role, since, until, evidence }: Step): WayStep {
  const along = source === at;
  return {
    from: along ? source : target,
    to: along ? target : source,
    relation,
    direction: along ? "out" : "in",
    role,
    since,
    until,
    witnesses: evidence,
  };
}

/** The ids along a way, both ends included. */
export function along(way: Way): string[] {
  return way.length ? [way[0]!.from, ...way.map(({ to }) => to)] : [];
}
