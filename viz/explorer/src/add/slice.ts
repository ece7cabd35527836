/** What the page works out of an upload. */

import { format, type Parts, viewParts } from "../state/address";
import { around } from "../state/view";
import type { ColumnPlan, Job, MentionLook, Plan, Same, SheetPlan, TableLook } from "./uploads";

const RUNNING = new Set(["received", "reading", "entering"]);
/** What a person chose, in place of the reason of a guess. */
export const CHOSEN = "chosen";

/** Whether somebody works on it. */
export function running({ state }: Job): boolean {
  return RUNNING.has(state);
}

/** The plan with one sheet changed. */
export function withSheet(plan: Plan, at: number, change: Partial<SheetPlan>): Plan {
  return { ...plan, sheets: plan.sheets.map((one, place) => (place === at ? { ...one, ...change } : one)) };
}

/** The plan with what one column is read as changed. */
export function withColumn(plan: Plan, at: number, header: string, readAs: string): Plan {
  const change = (one: ColumnPlan) => (one.header === header ? { ...one, read_as: readAs, why: CHOSEN } : one);
  return withSheet(plan, at, { columns: plan.sheets[at]?.columns.map(change) ?? [] });
}

/** Whether two plans say the same. */
export function same(one: Plan, other: Plan): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Of what somebody says is one, that which a preview still offers as such. */
export function offered(joined: readonly Same[], table: TableLook | null): readonly Same[] {
  return joined.filter((one) => table?.duplicates.some(({ key, id }) => key === one.key && id === one.id));
}

/** What a column may be: the fields, and what it is now where that is several in one. */
export function choices(fields: readonly string[], now: string): readonly string[] {
  return fields.includes(now) ? fields : [now, ...fields];
}

/** The name of a relation in the vocabulary: `worksOn` is `WORKS_ON`. */
export function relationNamed(field: string): string {
  return field.replace(/[A-Z]/g, "_$&").toUpperCase();
}

export interface Piece {
  readonly text: string;
  /** The mention that it is, or null for the text between. */
  readonly mention: MentionLook | null;
}

/** A text cut into its mentions and what lies between; of those that overlap the first counts. */
export function pieces(text: string, mentions: readonly MentionLook[]): readonly Piece[] {
  const points = [...text];
  const cut = (from: number, to: number) => points.slice(from, to).join("");
  const found: Piece[] = [];
  let at = 0;
  for (const mention of mentions) {
    if (mention.start < at) continue;
    if (mention.start > at) found.push({ text: cut(at, mention.start), mention: null });
    found.push({ text: cut(mention.start, mention.end), mention });
    at = mention.end;
  }
  return at < points.length ? [...found, { text: cut(at, points.length), mention: null }] : found;
}

/** Where the explorer shows what lies around an entity. */
export function addressAround(id: string): string {
  const parts: Parts = { ...viewParts(around(id)), chosen: [id] };
  return `./${format(parts)}`;
}
