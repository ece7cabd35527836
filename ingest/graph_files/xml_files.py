"""GraphML and GEXF: networks in XML, of the tools that draw graphs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from ingest.graph_files.network import Edge, Network, Node, filled
from ingest.guards import guarded_xml

LABELS = ("label", "name")


def read_graphml(content: IO[bytes], place: str) -> Network:
    """Read GraphML: the columns of nodes and edges are named by ``key`` elements."""
    names: dict[str, str] = {}
    nodes, edges = [], []
    for element, tag in _elements(content, place):
        if tag == "key":
            id_ = element.get("id") or ""
            names[id_] = element.get("attr.name") or id_
        elif tag in ("node", "edge"):
            cells = filled(
                {names.get(one.get("key", ""), one.get("key", "")): _text(one) for one in element}
            )
            if tag == "node":
                nodes.append(_node(element, cells))
            else:
                edges.append(_edge(element, cells))
    return Network(tuple(nodes), tuple(edges))


def read_gexf(content: IO[bytes], place: str) -> Network:
    """Read GEXF: attributes are declared for nodes and for edges; times and labels stand apart."""
    titles: dict[tuple[str, str], str] = {}
    nodes: list[Node] = []
    edges: list[Edge] = []
    for element, tag in _elements(content, place):
        if tag == "attributes":
            for one in element:
                id_ = one.get("id") or ""
                titles[element.get("class") or "", id_] = one.get("title") or id_
        elif tag == "node":
            nodes.append(_node(element, _gexf_cells(element, tag, ("start", "end"), titles)))
        elif tag == "edge":
            stated = ("start", "end", "label", "kind")
            edges.append(_edge(element, _gexf_cells(element, tag, stated, titles)))
    return Network(tuple(nodes), tuple(edges))


def _gexf_cells(
    element: Element, tag: str, stated: tuple[str, ...], titles: dict[tuple[str, str], str]
) -> dict[str, str]:
    cells = {name: element.get(name) for name in stated}
    for one in element.iter():
        if _tag(one) == "attvalue":
            number = one.get("for") or one.get("id") or ""
            cells[titles.get((tag, number), number)] = one.get("value")
    return filled(cells)


def _elements(content: IO[bytes], place: str) -> Iterator[tuple[Element, str]]:
    """Yield the elements as they end, with their names; what was read is let go."""
    guarded = io.BufferedReader(guarded_xml(content, place))
    for _, element in iterparse(guarded, ("end",), forbid_dtd=True):
        tag = _tag(element)
        yield element, tag
        if tag in ("node", "edge"):
            element.clear()


def _tag(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _text(element: Element) -> str:
    """Return all text in an element: some tools put the label into elements of their own."""
    return " ".join("".join(element.itertext()).split())


def _node(element: Element, cells: dict[str, str]) -> Node:
    id_ = element.get("id", "")
    label = element.get("label") or next(
        (text for name, text in cells.items() if name.lower() in LABELS), ""
    )
    others = {name: text for name, text in cells.items() if name.lower() not in LABELS}
    return Node(id_, label or id_, others)


def _edge(element: Element, cells: dict[str, str]) -> Edge:
    return Edge(element.get("source", ""), element.get("target", ""), cells)
