"""GraphML and GEXF: networks in XML, of the tools that draw graphs."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import IO, NamedTuple
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import iterparse

from ingest.graph_files.network import Edge, Network, Node, filled
from ingest.guards import guarded_xml

LABELS = ("label", "name")
TIMES = ("start", "end", "startopen", "endopen")
LAST = "\uffff"
"""Sorts after every date."""


class Column(NamedTuple):
    """A column that a file declares: its name, and what holds where nothing is stated."""

    name: str
    default: str = ""


Columns = dict[tuple[str, str], Column]
"""By what they are of, ``node`` or ``edge``, and by the id that cells name."""


def read_graphml(content: IO[bytes], place: str) -> Network:
    """Read GraphML: the columns of nodes and edges are named by ``key`` elements."""
    columns: Columns = {}
    nodes, edges, hyperedges = [], [], []
    for element, tag in _elements(content, place):
        if tag == "key":
            of = element.get("for", "all")
            for part in ("node", "edge") if of == "all" else (of,):
                columns[part, element.get("id", "")] = _column(element, "attr.name")
        elif tag == "hyperedge":
            ends = (one.get("node", "") for one in element if _tag(one) == "endpoint")
            hyperedges.append(tuple(ends))
        elif tag in ("node", "edge"):
            stated = {one.get("key", ""): _text(one) for one in element if _tag(one) == "data"}
            cells = _named(columns, tag, stated)
            if tag == "node":
                nodes.append(_node(element, cells))
            else:
                edges.append(_edge(element, cells))
    return Network(tuple(nodes), tuple(edges), tuple(hyperedges))


def read_gexf(content: IO[bytes], place: str) -> Network:
    """Read GEXF: attributes are declared for nodes and for edges; times and labels stand apart."""
    columns: Columns = {}
    nodes: list[Node] = []
    edges: list[Edge] = []
    for element, tag in _elements(content, place):
        if tag == "attributes":
            for one in element:
                columns[element.get("class", ""), one.get("id", "")] = _column(one, "title")
        elif tag == "node":
            nodes.append(_node(element, _gexf_cells(element, tag, TIMES, columns)))
        elif tag == "edge":
            stated = (*TIMES, "label", "kind")
            edges.append(_edge(element, _gexf_cells(element, tag, stated, columns)))
    return Network(tuple(nodes), tuple(edges))


def _column(declared: Element, name: str) -> Column:
    default = next((_text(one) for one in declared if _tag(one) == "default"), "")
    return Column(declared.get(name) or declared.get("id") or "", default)


def _named(columns: Columns, tag: str, stated: Mapping[str, str]) -> dict[str, str]:
    """Return what is stated of a node or an edge by names of columns, with what holds otherwise."""
    defaults = {one.name: one.default for (of, _), one in columns.items() if of == tag}
    found = {columns.get((tag, id_), Column(id_)).name: text for id_, text in stated.items()}
    return filled({**defaults, **found})


def _gexf_cells(
    element: Element, tag: str, stated: tuple[str, ...], columns: Columns
) -> dict[str, str]:
    values: defaultdict[str, list[Element]] = defaultdict(list)
    for one in element.iter():
        if _tag(one) == "attvalue":
            values[one.get("for") or one.get("id") or ""].append(one)
    lasting = {id_: sorted(some, key=_lasts) for id_, some in values.items()}
    cells = _named(columns, tag, {id_: some[-1].get("value", "") for id_, some in lasting.items()})
    for id_, some in lasting.items():
        earlier = "; ".join(one.get("value", "") for one in some[:-1])
        cells[f"earlier {columns.get((tag, id_), Column(id_)).name}"] = earlier
    return filled({**cells, **{name: element.get(name) for name in stated}, **_spells(element)})


def _lasts(value: Element) -> tuple[str, str]:
    """Order values that hold at different times."""
    return value.get("end") or value.get("endopen") or LAST, value.get("start", "")


def _spells(element: Element) -> dict[str, str]:
    """Return when a node or an edge is there: one spell as its times, several as they stand."""
    spells = [one for one in element.iter() if _tag(one) == "spell"]
    if len(spells) == 1:
        return dict(spells[0].attrib)
    texts = [f"{one.get('start', '')}..{one.get('end', '')}" for one in spells]
    return {"spells": "; ".join(texts)}


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
