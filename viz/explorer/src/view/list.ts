/** The network as a list, for browsers that draw no picture and for readers who want none. */

import { neighboursOf, visible, type Network } from "../state/network";
import { count, words } from "../state/words";
import { button, h } from "./dom";

export function networkList(network: Network, choose: (id: string) => void): HTMLElement {
  const shown = visible(network);
  const neighbours = neighboursOf(shown);
  const items = shown.nodes.map((one) => {
    const ties = neighbours.get(one.id)?.length ?? 0;
    const note = ` ${words(one.type)}, ${count(ties, "tie")}`;
    const name = button(one.name, () => choose(one.id), { class: "name" });
    return h("li", {}, name, h("small", {}, note));
  });
  return h("ol", {}, ...items);
}
