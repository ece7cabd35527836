/** Elements. Text goes in as text only: names from sources are never run as markup. */

type Attributes = Readonly<Record<string, string | boolean | ((event: Event) => void)>>;
export type Child = Node | string;

/** An element; an attribute that is a function listens to the event of its name. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** The element with this id of the page itself. */
export function byId<T extends HTMLElement>(id: string, kind: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`The page has no ${kind.name} #${id}.`);
  return element;
}

/** A link to a page on the web; what is no such address stays text. */
export function link(address: string, text = address): Child {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return text;
  }
  if (url.protocol !== "https:" && url.protocol !== "http:") return text;
  return h("a", { href: url.href, target: "_blank", rel: "noopener noreferrer" }, text);
}

export function button(text: Child, press: () => void, attributes: Attributes = {}): HTMLElement {
  return h("button", { type: "button", click: press, ...attributes }, text);
}

/** A part that opens; empty if there is nothing inside. */
export function details(title: string, children: readonly Child[], open = false): Child {
  if (!children.length) return "";
  return h("details", { open }, h("summary", {}, title), ...children);
}
