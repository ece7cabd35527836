/** What is shown, as the server is asked to write it to a file. */

import type { ExportWish } from "../api/client";
import type { Point } from "../network/fitting";
import type { Graph, Shown } from "../state/graph";

/** The forms that the server writes; what they are for is said beside each. */
export const FORMS = ["svg", "png", "pyvis", "xlsx", "csv", "graphml", "gexf", "jsonld"] as const;
export type Form = (typeof FORMS)[number];

/** How the file of a form ends. */
export const ENDINGS: Readonly<Record<Form, string>> = {
  svg: "svg",
  png: "png",
  pyvis: "html",
  xlsx: "xlsx",
  csv: "zip",
  graphml: "graphml",
  gexf: "gexf",
  jsonld: "jsonld",
};

/** Ask for exactly what is shown, where it lies on the picture (y downwards). */
export function wish(
  { columns }: Graph,
  shown: Shown,
  places: ReadonlyMap<string, Point>,
  form: Form,
  title: string,
  language: string,
): ExportWish {
  const ids = shown.nodes.map((row) => columns.ids[row]!);
  const known = ids.every((id) => places.has(id));
  return {
    format: form,
    title,
    language,
    ids,
    x: known ? ids.map((id) => rounded(places.get(id)!.x)) : [],
    y: known ? ids.map((id) => rounded(-places.get(id)!.y)) : [],
    links: shown.links.map((link) => [
      columns.ids[columns.links.sources[link]!]!,
      columns.links.relations[link]!,
      columns.ids[columns.links.targets[link]!]!,
      columns.links.roles[link]!,
    ]),
  };
}

function rounded(number: number): number {
  return Math.round(number * 100) / 100;
}
