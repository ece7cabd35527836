/** Where everything stands on the page. */

import type { Item } from "./items";
import { laneCount, lanes, type Room } from "./lanes";
import { certain, reach, type Span, type Stretch } from "./spans";

export interface DrawnItem {
  readonly item: Item;
  /** Pixels: the whole stretch in which it may have been. */
  readonly left: number;
  readonly width: number;
  /** The part of it that is certain; null where nothing is. */
  readonly sure: { readonly left: number; readonly width: number } | null;
  /** Whether its beginning, or its end, is not known at all. */
  readonly opens: { readonly before: boolean; readonly after: boolean };
  readonly label: { readonly text: string; readonly x: number; readonly anchor: "start" | "end" };
  readonly lane: number;
  /** What it takes of its lane, its name included. */
  readonly room: Room;
}

export interface Drawing {
  readonly items: readonly DrawnItem[];
  readonly lanes: number;
}

type Dated = Item & { readonly span: Span };
/** Milliseconds → pixels. */
export type Scale = (time: number) => number;

/** What is shorter is drawn so wide, so that it can be seen and pressed. */
const LEAST = 10;
/** How far the line goes on into what is not known. */
export const TAIL = 26;
/** Pixels of a letter, on average. */
const SMALL = 7.2;
const CAPITAL = 9.8;
const GAP = 12;
/** Between a bar and its name. */
const APART = 6;
const LONGEST = 34;

export function scale([first, last]: Stretch, width: number, margin: number): Scale {
  return (time) => margin + ((time - first) / (last - first || 1)) * (width - 2 * margin);
}

/** From the first year in which something is to the end of the last; null where nothing is dated. */
export function period(all: readonly Dated[]): Stretch | null {
  if (!all.length) return null;
  const years = all.flatMap(({ span }) => reach(span));
  const year = (time: number) => new Date(time).getUTCFullYear();
  return [Date.UTC(year(Math.min(...years)), 0), Date.UTC(year(Math.max(...years) - 1) + 1, 0)];
}

/** The first days of the years that have a line, so that their names do not touch. */
export function years([first, last]: Stretch, at: Scale, apart = 56): number[] {
  const [from, to] = [first, last].map((time) => new Date(time).getUTCFullYear()) as [number, number];
  const wide = at(Date.UTC(from + 1, 0)) - at(first);
  const step = [1, 2, 5, 10, 20].find((one) => one * wide >= apart) ?? 50;
  return Array.from({ length: to - from + 1 }, (_, year) => from + year).filter((year) => year % step === 0);
}

/** Entries in order of time on as few lanes as their names allow. */
export function drawing(all: readonly Dated[], at: Scale, width: number, note: (item: Item) => string = () => ""): Drawing {
  const placed = all.map((one) => drawn(one, at, width, note(one)));
  const rooms = placed.map(({ left, width: wide, label, opens }) => {
    const long = textWidth(label.text);
    const [begin, end] = label.anchor === "start" ? [left, label.x + long] : [label.x - long, left + wide];
    return { left: begin - (opens.before ? TAIL : 0), right: end };
  });
  const found = lanes(rooms, GAP);
  return { items: placed.map((one, place) => ({ ...one, lane: found[place]!, room: rooms[place]! })), lanes: laneCount(found) };
}

function drawn(item: Dated, at: Scale, page: number, note: string): Omit<DrawnItem, "lane" | "room"> {
  const [first, last] = reach(item.span).map(at) as [number, number];
  const width = Math.max(LEAST, last - first);
  const sure = certain(item.span)?.map(at);
  const opens = { before: !item.span.start, after: !item.span.end };
  return {
    item,
    left: first,
    width,
    sure: sure ? { left: sure[0]!, width: sure[1]! - sure[0]! } : null,
    opens,
    label: labelOf(shortened(item.name) + (note && ` · ${note}`), first - (opens.before ? TAIL : 0), first + width + (opens.after ? TAIL : 0), page),
  };
}

/** The name after the bar; before it where only there is room; cut on the wider side where there is none. */
function labelOf(text: string, left: number, right: number, page: number): DrawnItem["label"] {
  const [before, after] = [left - 2 * APART, page - right - 2 * APART];
  const wide = textWidth(text);
  const isAfter = wide <= after || (wide > before && after >= before);
  const x = isAfter ? right + APART : left - APART;
  return { text: fitted(text, isAfter ? after : before), x, anchor: isAfter ? "start" : "end" };
}

/** As much of a text as there is room for. */
function fitted(text: string, room: number): string {
  if (textWidth(text) <= room) return text;
  const longest = [...text].findIndex((_, end) => textWidth(`${text.slice(0, end + 1)}…`) > room);
  return `${text.slice(0, Math.max(1, longest)).trimEnd()}…`;
}

function shortened(name: string): string {
  return name.length > LONGEST ? `${name.slice(0, LONGEST - 1).trimEnd()}…` : name;
}

function textWidth(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter === letter.toLowerCase() ? SMALL : CAPITAL), 0);
}
