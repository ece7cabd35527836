/** What a briefing is asked for, and its lines in the order in which they are read. */

import type { Briefing, BriefingParameters, Gap, Joined, Resident, Witness } from "../api/client";
import { first, type Parts } from "../state/address";

/** On which region; on what technology and from whose side, or "". */
export type Wish = Required<BriefingParameters>;

/** The briefing that the address asks for. */
export function asked(parts: Parts): Wish {
  return { region: first(parts, "brief"), technology: first(parts, "brief-on"), cluster: first(parts, "brief-for") };
}

/** The parts of the address that ask for a briefing. */
export function asking({ region, technology, cluster }: Wish): Parts {
  return { brief: [region], "brief-on": [technology], "brief-for": [cluster] };
}

/** The wish with the name that was not understood replaced by one of its candidates. */
export function replaced(wish: Wish, asked: string, id: string): Wish {
  const named = Object.entries(wish).map(([part, value]) => [part, value.trim() === asked.trim() ? id : value]);
  return Object.fromEntries(named) as Wish;
}

/** Organisations under each technology; last, under "", those without one. */
export interface Group {
  /** The id of the technology, and what the server calls it. */
  readonly id: string;
  readonly label: string;
  readonly residents: readonly Resident[];
}

export function groups({ groups, organisations }: Briefing): Group[] {
  const grouped = new Set(groups.flatMap((one) => one.organisations));
  const named = groups.map(({ technology, label, organisations: ids }) => ({ id: technology, label, residents: organisations.filter(({ id }) => ids.includes(id)) }));
  const rest = organisations.filter(({ id }) => !grouped.has(id));
  return rest.length ? [...named, { id: "", label: "", residents: rest }] : named;
}

/** A source that states a line: its date, else the day on which it was read, and its pages by number. */
export interface Statement {
  readonly source: string;
  readonly title: string;
  readonly dated: boolean;
  readonly date: string;
  readonly pages: readonly number[];
}

/** Who says so, one line a source; `pages` are those of the whole briefing, numbered from 1. */
export function statements({ sources }: Briefing, pages: readonly string[], witnesses: readonly Witness[]): Statement[] {
  const names = [...new Set(witnesses.map(({ source }) => source))];
  return names.map((source) => {
    const { title = source, date = "", read = "" } = sources[source] ?? {};
    const urls = witnesses.filter((one) => one.source === source).flatMap((one) => one.urls);
    const numbers = [...new Set(urls)].map((url) => pages.indexOf(url) + 1);
    return { source, title, dated: date !== "", date: date || read, pages: numbers.sort((a, b) => a - b) };
  });
}

/** The pages that state something in a briefing, each once, in the order in which they are met. */
export function pagesOf({ organisations, agreements, events, projects, ties, contacts }: Briefing): string[] {
  const steps = [...ties.flatMap((tie) => tie.steps), ...contacts];
  const lines = [...organisations, ...agreements, ...events, ...projects, ...steps];
  return [...new Set(lines.flatMap(({ evidence }) => evidence.flatMap(({ urls }) => urls)))];
}

/** Those who take part: there first. */
export function parties(joined: readonly Joined[]): readonly Joined[] {
  return joined.toSorted((one, other) => Number(other.there) - Number(one.there));
}

/** Lines with the cluster's own first. */
export function foremost<Line extends { readonly ours: boolean }>(lines: readonly Line[]): readonly Line[] {
  return lines.toSorted((one, other) => Number(other.ours) - Number(one.ours));
}

/** What nobody says, by what it is. */
export function gaps(unknown: readonly Gap[]): readonly (readonly [Gap["kind"], readonly Gap[]])[] {
  const kinds = [...new Set(unknown.map(({ kind }) => kind))];
  return kinds.map((kind) => [kind, unknown.filter((one) => one.kind === kind)]);
}
