"""The same network in pages of pyvis and vis-network, which lies in pyvis' package."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from pyvis.network import Network as PyvisNetwork

from viz.exports.pyvis_page import LIBRARY, SPREAD
from viz.network.columns import Network

STABILISED = """<script>
network.once("stabilizationIterationsDone", () =>
    network.once("afterDrawing", () => performance.mark("picture")));
network.once("stabilized", () => performance.mark("still"));
</script></body>"""
PLACED = """<!doctype html><meta charset="utf-8"><title>Network</title>
<style>html, body, #network {{ margin: 0; height: 100%; }}</style>
<div id="network"></div><script>{library}</script><script>
const network = new vis.Network(document.getElementById("network"), {data}, {options});
network.once("afterDrawing", () => performance.mark("picture"));
</script>"""
STILL: dict[str, Any] = {
    "physics": False,
    "edges": {"smooth": False},
    "layout": {"improvedLayout": False},
}
HIDING: dict[str, Any] = {**STILL, "interaction": {"hideEdgesOnDrag": True}}


def pyvis_page(network: Network, folder: Path) -> str:
    """Write the page that pyvis makes of a network if one asks for nothing else; its address."""
    made = PyvisNetwork(cdn_resources="in_line")
    # As its own methods would add them, which look through all nodes for each edge.
    made.nodes = [{**node, "shape": "dot"} for node in nodes(network)]
    made.node_ids = network.nodes.id
    made.edges = edges(network)
    html = made.generate_html(notebook=False)
    return written(html.replace("</body>", STABILISED), folder / "pyvis.html")


def placed_page(network: Network, options: dict[str, Any], folder: Path, name: str) -> str:
    """Write a page of vis-network alone, every node in its place; its address."""
    places = zip(network.nodes.x, network.nodes.y, strict=True)
    there = [
        {**node, "shape": "dot", "size": 6, "x": SPREAD * x, "y": -SPREAD * y}
        for node, (x, y) in zip(nodes(network), places, strict=True)
    ]
    page = PLACED.format(
        library=(files("pyvis") / LIBRARY).read_text(encoding="utf-8"),
        data=embedded({"nodes": there, "edges": edges(network)}),
        options=json.dumps(options),
    )
    return written(page, folder / f"{name}.html")


def nodes(network: Network) -> list[dict[str, Any]]:
    """Return the nodes as vis-network wants them."""
    named = zip(network.nodes.id, network.nodes.label, strict=True)
    return [{"id": id_, "label": label} for id_, label in named]


def edges(network: Network) -> list[dict[str, Any]]:
    """Return the links as vis-network wants them."""
    ids = network.nodes.id
    ends = zip(network.links.source, network.links.target, strict=True)
    return [{"from": ids[source], "to": ids[target]} for source, target in ends]


def embedded(data: object) -> str:
    """Return JSON that ends no script."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")


def written(html: str, file: Path) -> str:
    """Write a page; return its address."""
    file.write_text(html, encoding="utf-8")
    return file.as_uri()
