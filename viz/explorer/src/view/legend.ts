/** The kinds that there are, with their colours; pressing one hides or shows it. */

import { kinds, type Network } from "../state/network";
import { button, h } from "./dom";
import { colour } from "./colours";

export function legend(network: Network, toggle: (kind: string) => void): HTMLElement[] {
  return kinds(network).map(([kind, number]) => {
    const dot = h("span", { class: "dot" });
    dot.style.background = colour(kind);
    const text = h("span", {}, dot, `${kind} ${number}`);
    const shown = !network.hidden.has(kind);
    return button(text, () => toggle(kind), { class: "kind", "aria-pressed": String(shown) });
  });
}
