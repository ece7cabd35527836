/** What every view points at: one entity, and where one came from. */

export interface Selection {
  /** The chosen entity, or "". */
  readonly chosen: string;
  /** The entities one came along to it, the first first. */
  readonly trail: readonly string[];
  /** The other end of the ways one looks for, or "". */
  readonly from: string;
}

export const NOTHING: Selection = { chosen: "", trail: [], from: "" };

/** Chosen by itself: the way begins here. */
export function chosen(selection: Selection, id: string): Selection {
  return id === selection.chosen ? selection : { ...selection, chosen: id, trail: [] };
}

/** One link on from where one was. */
export function walked(selection: Selection, id: string): Selection {
  const trail = selection.chosen ? [...selection.trail, selection.chosen] : [];
  return { ...selection, chosen: id, trail };
}

/** One link back; at the beginning nothing changes. */
export function back(selection: Selection): Selection {
  const before = selection.trail.at(-1);
  return before === undefined ? selection : { ...selection, chosen: before, trail: selection.trail.slice(0, -1) };
}
