/** What a person asks the picture to leave out. */

import { toggled } from "./sets";

export interface Filters {
  /** Kinds that are not shown: top kinds, or types such as Company. */
  readonly kinds: ReadonlySet<string>;
  /** Ids; those narrower than them count too. Empty: all. */
  readonly technologies: ReadonlySet<string>;
  /** Codes; their parts count too. Empty: all. */
  readonly regions: ReadonlySet<string>;
  readonly roles: ReadonlySet<string>;
  readonly programmes: ReadonlySet<string>;
  /** First and last year; null where all years are shown. */
  readonly years: readonly [number, number] | null;
  /** Whether links without a date are shown. */
  readonly undated: boolean;
  /** How many links a node has at least. */
  readonly leastLinks: number;
}

export const NO_FILTERS: Filters = {
  kinds: new Set(),
  technologies: new Set(),
  regions: new Set(),
  roles: new Set(),
  programmes: new Set(),
  years: null,
  undated: true,
  leastLinks: 0,
};

/** The filters that are sets of what a person chose. */
export type Choice = "kinds" | "technologies" | "regions" | "roles" | "programmes";
export type FilterName = keyof Filters;

export function toggledIn(filters: Filters, name: Choice, value: string): Filters {
  return { ...filters, [name]: toggled(filters[name], value) };
}

export function cleared(filters: Filters, name: FilterName): Filters {
  return { ...filters, [name]: NO_FILTERS[name] };
}

/** The names of the filters that differ from those at first. */
export function active(filters: Filters): FilterName[] {
  const names = Object.keys(NO_FILTERS) as FilterName[];
  return names.filter((name) => written(filters[name]) !== written(NO_FILTERS[name]));
}

function written(value: Filters[FilterName]): string {
  return value instanceof Set ? [...value].sort().join("\n") : JSON.stringify(value);
}
