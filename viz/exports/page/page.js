"use strict";
// Names are what sources say: they go into the page as text only, never as markup.
(() => {
  const network = JSON.parse(document.getElementById("network").textContent);
  const { nodes, edges, words } = network;
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const around = new Map(nodes.map((node) => [node.id, []]));
  for (const edge of edges) {
    around.get(edge.from).push({ other: edge.to, said: edge.said });
    around.get(edge.to).push({ other: edge.from, said: edge.said });
  }
  const hidden = new Set();
  const data = { nodes: new vis.DataSet(nodes), edges: new vis.DataSet(edges) };
  const shown = new vis.DataView(data.nodes, { filter: (node) => !hidden.has(node.kind) });
  const picture = document.getElementById("picture");
  const view = new vis.Network(picture, { nodes: shown, edges: data.edges }, network.options);
  const details = document.getElementById("details");
  const said = document.getElementById("said");

  const made = (tag, text) => {
    const element = document.createElement(tag);
    element.textContent = text;
    return element;
  };

  const choose = (id, moved) => {
    const node = byId.get(id);
    const list = document.createElement("ul");
    for (const { other, said: link } of around.get(id)) {
      const button = made("button", `${link}: ${byId.get(other).label}`);
      button.type = "button";
      button.addEventListener("click", () => choose(other, true));
      list.append(document.createElement("li"));
      list.lastChild.append(button);
    }
    const name = made("h2", node.name);
    if (node.language) name.lang = node.language;
    details.replaceChildren(name, ...node.facts.map((fact) => made("p", fact)), list);
    said.textContent = `${node.name}. ${words.links}: ${around.get(id).length}`;
    if (hidden.has(node.kind)) return;
    view.selectNodes([id]);
    if (moved) {
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      view.focus(id, { scale: Math.max(view.getScale(), 0.8), animation: !still });
      details.focus();
    }
  };

  view.on("selectNode", ({ nodes: [id] }) => choose(id, false));

  document.getElementById("search").addEventListener("change", (event) => {
    const text = event.target.value.trim().toLocaleLowerCase();
    if (!text) return;
    const names = (node) => [node.name, node.label].map((name) => name.toLocaleLowerCase());
    const found =
      nodes.find((node) => names(node).includes(text)) ??
      nodes.find((node) => names(node).some((name) => name.includes(text)));
    if (found) choose(found.id, true);
    else said.textContent = words.nothing;
  });

  document.getElementById("legend").addEventListener("change", (event) => {
    const box = event.target;
    if (box.checked) hidden.delete(box.value);
    else hidden.add(box.value);
    shown.refresh();
  });

  view.once("afterDrawing", () => view.fit({ animation: false }));
})();
