import type { Catalogue, Messages } from "./messages";

/** Path of a file of words → its messages, as feature → messages. */
export function catalogue(files: Readonly<Record<string, Messages>>): Catalogue {
  const parts = Object.entries(files).map(([path, messages]) => [path.split("/").at(-3), messages]);
  return Object.fromEntries(parts) as Catalogue;
}
