/** What the address asks the page for: `?entity=ID`, `?add=KIND`, `?relate=TYPE&source=ID`, `?suggest=ID`. */

export type Asked =
  | { readonly page: "start" }
  | { readonly page: "entity"; readonly id: string }
  | { readonly page: "add"; readonly type: string }
  | { readonly page: "relate"; readonly relation: string; readonly source: string; readonly target: string }
  | { readonly page: "suggest"; readonly id: string; readonly fact: string };

export const START: Asked = { page: "start" };

export function asked(search: string): Asked {
  const given = new URLSearchParams(search);
  const said = (name: string) => given.get(name) ?? "";
  if (said("entity")) return { page: "entity", id: said("entity") };
  if (said("add")) return { page: "add", type: said("add") };
  if (said("relate"))
    return { page: "relate", relation: said("relate"), source: said("source"), target: said("target") };
  if (said("suggest")) return { page: "suggest", id: said("suggest"), fact: said("fact") };
  return START;
}

/** The part of the address that asks for it, to stand behind the page's path. */
export function search(wanted: Asked): string {
  const parts: Record<string, string> = { ...pair(wanted) };
  const given = Object.entries(parts).filter(([, text]) => text);
  return given.length ? `?${new URLSearchParams(given)}` : "";
}

function pair(wanted: Asked): Readonly<Record<string, string>> {
  if (wanted.page === "entity") return { entity: wanted.id };
  if (wanted.page === "add") return { add: wanted.type };
  if (wanted.page === "relate") return { relate: wanted.relation, source: wanted.source, target: wanted.target };
  if (wanted.page === "suggest") return { suggest: wanted.id, fact: wanted.fact };
  return {};
}
