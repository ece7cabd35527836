/** What is drawn of the graph: each node with its size, colour and words, one line for each pair. */

import type { Story, StoryNode } from "../api/client";
import { kindProperty } from "../controllers/theme";
import type { Columns } from "../state/columns";
import type { Graph, Shown } from "../state/graph";
import { isDated } from "../state/held";
import { thinned } from "./detail";
import { type Colouring, groupOf, groups, NO_GROUP } from "./groups";
import type { Drawn, DrawnLink } from "./marks";
import { degrees } from "../state/passing";

/** The words below a name: where or when, and how many members are folded into it. */
export interface Notes {
  readonly note: (row: number) => string;
  readonly fold: (row: number) => string;
}

const SIZES: Readonly<Record<StoryNode["part"], number>> = {
  cluster: 15,
  project: 17,
  agreement: 13,
  party: 13,
  country: 13,
  participant: 10,
};
/** Names that are longer give way to the acronym, where there is one. */
const LONGEST_NAME = 24;

/** What is drawn of what is shown; `story` where it is told, `notes` where there is room for them. */
export function drawn(
  graph: Graph,
  shown: Shown,
  colouring: Colouring,
  story: Story | null,
  notes: Notes | null,
): Drawn {
  const parts = new Map(story?.nodes.map(({ id, part }) => [id, part]));
  const number = degrees(graph, shown.links);
  const colours = new Map(groups(graph, colouring).map(({ key, colour }) => [key, colour]));
  const { ids, names, shorts } = graph.columns;
  const nodes = shown.nodes.map((row) => {
    const part = parts.get(ids[row]!);
    const links = number.get(row) ?? 0;
    return {
      id: ids[row]!,
      size: part ? SIZES[part] : radius(links, shown.nodes.length),
      colour: colouring === "kind" ? kindProperty(graph.columns.kinds[row]!) : (colours.get(groupOf(graph, row, colouring)) ?? NO_GROUP),
      label: called(names[row]!, shorts[row]!),
      note: notes?.note(row) ?? "",
      fold: notes?.fold(row) ?? "",
    };
  });
  return { nodes, links: drawnLinks(graph, shown, story) };
}

/** Importance as size: by its links, all smaller where there are many. */
export function radius(links: number, among: number): number {
  const scale = among > 10_000 ? 0.16 : among > 2_000 ? 0.35 : among > 200 ? 0.6 : among > 24 ? 1 : 1.5;
  // Among so many the foremost have hundreds of links: only those who differ are named in order.
  const most = among > 10_000 ? 60 : 20;
  return scale * Math.min(most, 5 + Math.sqrt(links) * 1.8);
}

/** One line for each pair of entities, however many relations join them; the strongest counts. */
function drawnLinks({ columns }: Graph, shown: Shown, story: Story | null): DrawnLink[] {
  const { ids, links } = columns;
  const telling = new Set(story?.links.filter((one) => one.telling).map((one) => pair(one.source, one.target)));
  const found = new Map<number, DrawnLink>();
  for (const link of shown.links) {
    const [one, other] = [links.sources[link]!, links.targets[link]!];
    if (one === other) continue;
    const key = Math.min(one, other) * ids.length + Math.max(one, other);
    const strength = strengthOf(columns, link, telling);
    const before = found.get(key);
    if (before && STRENGTHS[before.strength] <= STRENGTHS[strength]) continue;
    found.set(key, line(columns, link, strength));
  }
  const far = (pair: number) => columns.communities[Math.floor(pair / ids.length)] !== columns.communities[pair % ids.length];
  return thinned(found, far);
}

/** The strongest first. */
const STRENGTHS: Readonly<Record<DrawnLink["strength"], number>> = { telling: 0, dated: 1, undated: 2 };

function strengthOf(columns: Columns, link: number, telling: ReadonlySet<string>): DrawnLink["strength"] {
  const { ids, links } = columns;
  const told = telling.size && telling.has(pair(ids[links.sources[link]!]!, ids[links.targets[link]!]!));
  if (told) return "telling";
  return isDated(columns, link) ? "dated" : "undated";
}

function line(columns: Columns, link: number, strength: DrawnLink["strength"]): DrawnLink {
  const { ids, links } = columns;
  const source = ids[links.sources[link]!]!;
  const target = ids[links.targets[link]!]!;
  const colour = strength === "telling" ? tellingColour(columns, link) : LINK_COLOURS[strength];
  // Time runs from what came first to what followed it.
  const arrow = links.relations[link] === "FOLLOWS";
  const ends = arrow ? { source: target, target: source } : { source, target };
  return { ...ends, strength, colour, arrow, quiet: false };
}

function pair(one: string, other: string): string {
  return one < other ? `${one}\n${other}` : `${other}\n${one}`;
}

/** A link of the story has the colour of what it is about: the agreement, else the project. */
function tellingColour({ kinds, links }: Columns, link: number): string {
  const ends = [kinds[links.sources[link]!]!, kinds[links.targets[link]!]!];
  return kindProperty(["Agreement", "Project"].find((kind) => ends.includes(kind)) ?? ends[1]!);
}

const LINK_COLOURS = { dated: "--link", undated: "--link-undated" } as const;
/** What stands beside a node: the name, or the acronym of a long one. */
export function called(name: string, short: string): string {
  return name.length > LONGEST_NAME && short ? short : name;
}
