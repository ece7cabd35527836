/** Worked examples, as the server gives them. */

export interface Example {
  name: string;
  title: string;
  query: string;
}

export type Prefixes = Record<string, string>;

const PREFIX = /^PREFIX\s+([\w-]*):\s*<([^>]*)>/gim;

/** The prefixes that the examples use, so that answers are short to read. */
export function prefixes(examples: readonly Example[]): Prefixes {
  const found: Prefixes = {};
  for (const example of examples) {
    for (const [, name, address] of example.query.matchAll(PREFIX)) {
      if (name !== undefined && address !== undefined) found[name] = address;
    }
  }
  return found;
}

/** One option an example; names are text, never markup. */
export function options(examples: readonly Example[]): HTMLOptionElement[] {
  return examples.map((example) => {
    const option = document.createElement("option");
    option.value = example.name;
    option.textContent = example.title;
    return option;
  });
}

/** What the server says beside an answer: how it was cut, and where the rest is. */
export function told(headers: Headers): string {
  const revision = headers.get("Lumigraph-Revision");
  const cut = headers.get("Lumigraph-Truncated") === "true";
  const limit = Number(headers.get("Lumigraph-Row-Limit"));
  return [
    revision === null ? "" : `Revision ${revision}.`,
    cut ? `Only the first ${limit.toLocaleString("en")} rows: ask for the rest with OFFSET.` : "",
  ]
    .filter(Boolean)
    .join(" ");
}
