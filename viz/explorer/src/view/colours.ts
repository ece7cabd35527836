/** Colours by kind: the eight of Okabe and Ito, which colour-blind people tell apart, and grey. */

const COLOURS: Readonly<Record<string, string>> = {
  Organisation: "#0072b2",
  Project: "#d55e00",
  Agreement: "#cc79a7",
  Technology: "#009e73",
  Region: "#8c6d1f",
  Event: "#e69f00",
  Programme: "#56b4e9",
  Document: "#5c5c5c",
  Product: "#b8a900",
};
const OTHER = "#7a7a7a";

export function colour(kind: string): string {
  return COLOURS[kind] ?? OTHER;
}
