/** A named view in a file: its address, and nothing else. */

const FORMAT = "lumigraph-view/1";

export interface NamedView {
  readonly name: string;
  readonly address: string;
}

/** The text of a file that holds a view. */
export function saved(name: string, address: string): string {
  return `${JSON.stringify({ format: FORMAT, name, address }, null, 2)}\n`;
}

/** The view that a file holds; null if it holds none. */
export function opened(text: string): NamedView | null {
  try {
    const { format, name, address } = Object(JSON.parse(text)) as Record<string, unknown>;
    const isView = format === FORMAT && typeof name === "string" && typeof address === "string";
    return isView && (address === "" || address.startsWith("#")) ? { name, address } : null;
  } catch {
    return null;
  }
}
