"""A picture as a file for Gephi, Cytoscape, yEd and the like: GraphML and GEXF, with positions."""

from __future__ import annotations

from typing import IO, Any
from xml.etree.ElementTree import Element, ElementTree, SubElement, indent

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from viz.exports.picture import Dot, Picture
from viz.exports.wording import colours

CREATOR = "Lumigraph"


def write_graphml(picture: Picture, file: IO[bytes]) -> None:
    """Write GraphML; the graph's ``sources`` attribute has the attribution lines."""
    graph = _graph(picture)
    graph.graph.update(_said(picture))
    nx.write_graphml_xml(graph, file, prettyprint=True, named_key_ids=True)


def write_gexf(picture: Picture, file: IO[bytes]) -> None:
    """Write GEXF 1.2 with positions and colours; its ``description`` has the attribution lines."""
    graph = _graph(picture)
    for dot in picture.dots:
        graph.nodes[dot.id]["viz"] = _seen(dot)
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(graph)
    _describe(writer.xml, picture)
    indent(writer.xml)
    ElementTree(writer.xml).write(file, encoding="utf-8", xml_declaration=True)


def _describe(root: Element, picture: Picture) -> None:
    """Say in the head what is shown, as of which day, and whom it is owed to."""
    said = _said(picture)
    meta = next(one for one in root if one.tag.endswith("meta"))
    meta.clear()
    meta.set("lastmodifieddate", picture.caption.date)
    SubElement(meta, "creator").text = CREATOR
    SubElement(
        meta, "description"
    ).text = f"{said['title']}. {said['description']} {said['sources']}"


def _said(picture: Picture) -> dict[str, str]:
    caption = picture.caption
    return {
        "title": caption.title,
        "description": caption.description,
        "date": caption.date,
        "sources": "; ".join(one.line for one in caption.sources),
    }


def _graph(picture: Picture) -> nx.MultiDiGraph[str]:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for dot in picture.dots:
        graph.add_node(
            dot.id,
            label=dot.label,
            uri=dot.uri,
            language=dot.language,
            kind=dot.kind,
            type=dot.type,
            since=dot.since,
            until=dot.until,
            country=dot.country,
            places="; ".join(dot.places),
            technologies="; ".join(dot.technologies),
            community=dot.community,
            cluster=dot.cluster,
            x=dot.x,
            y=dot.y,
        )
    for number, line in enumerate(picture.lines):
        # Not `start` and `end`: GEXF takes these for times of its own.
        said = {"label": line.label, "relation": line.relation, "role": line.role}
        graph.add_edge(
            line.source, line.target, str(number), **said, since=line.since, until=line.until
        )
    return graph


def _seen(dot: Dot) -> dict[str, Any]:
    colour = colours()[dot.kind]
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return {
        "position": {"x": dot.x, "y": dot.y, "z": 0.0},
        "color": {"r": red, "g": green, "b": blue, "a": 1.0},
        "size": 1.0 + dot.links**0.5,
    }
