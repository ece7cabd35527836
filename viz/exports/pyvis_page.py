"""A picture as one HTML file that needs nothing else: pyvis' network in a page of our own.

pyvis' own template loads Bootstrap from another host whatever its settings say, and puts names into
the page as markup. Here the library lies in the file, the policy in its head names the only scripts
that run, and every name is text.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import IO, Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from pyvis.network import Network as PyvisNetwork

from ontology.model import load_model
from viz.exports.picture import Dot, Line, Picture
from viz.exports.svg import shown_name
from viz.exports.wording import colours, words

PAGE = Path(__file__).with_name("page")
LIBRARY = "templates/lib/vis-9.1.2/vis-network.min.js"
SPREAD = 60
"""Pixels between neighbouring nodes at first."""
OPTIONS = {
    # Positions are given: nothing moves but what the reader drags.
    "physics": {"enabled": False},
    "nodes": {"shape": "dot", "font": {"face": "system-ui, sans-serif", "size": 14}},
    "edges": {"smooth": False, "color": {"color": "#aab6c3", "highlight": "#44556a"}},
    "interaction": {"hover": True, "hideEdgesOnDrag": True, "keyboard": {"enabled": False}},
    "layout": {"improvedLayout": False},
}


def pyvis_network(picture: Picture) -> PyvisNetwork:
    """Return ``picture`` as a pyvis network, its nodes in their places, physics off."""
    network = PyvisNetwork(directed=True, cdn_resources="in_line")
    network.set_options(json.dumps(OPTIONS))
    # pyvis' own adding looks through all nodes for each edge.
    network.nodes = [_node(dot) for dot in picture.dots]
    network.node_ids = [dot.id for dot in picture.dots]
    network.node_map = dict(zip(network.node_ids, network.nodes, strict=True))
    network.edges = [_edge(line) for line in picture.lines]
    return network


def write_pyvis(picture: Picture, file: IO[bytes]) -> None:
    """Write ``picture`` as one HTML file with legend, search, details and a table."""
    text = words(picture.caption.language)
    network = pyvis_network(picture)
    data = {
        "nodes": [
            {**node, **_told(dot, text)}
            for node, dot in zip(network.nodes, picture.dots, strict=True)
        ],
        "edges": network.edges,
        "options": OPTIONS,
        "words": {name: text[name] for name in ("links", "nothing")},
    }
    library, script = _library(), _read("page.js")
    page = _environment().get_template("page.html")
    html = page.render(
        caption=picture.caption,
        dots=picture.dots,
        kinds=_kinds(picture),
        words=text,
        policy=_policy(library, script),
        data=_embedded(data),
        style=Markup(_read("page.css")),  # noqa: S704 - our own file
        library=Markup(library),  # noqa: S704 - pyvis' own file
        script=Markup(script),  # noqa: S704 - our own file
    )
    file.write(html.encode())


def _node(dot: Dot) -> dict[str, Any]:
    return {
        "id": dot.id,
        "label": shown_name(dot),
        "x": dot.x * SPREAD,
        "y": -dot.y * SPREAD,
        "color": colours()[dot.kind],
        "size": 6 + 2 * dot.links**0.5,
        "physics": False,
    }


def _told(dot: Dot, text: Mapping[str, str]) -> dict[str, Any]:
    """Return what the page tells of a node beside pyvis' own options."""
    facts = [dot.type_label, ", ".join(dot.places), ", ".join(dot.technologies)]
    dates = [(text["since"], dot.since), (text["until"], dot.until)]
    facts += [f"{word}: {date}" for word, date in dates if date]
    return {
        "name": dot.label,
        "language": dot.language,
        "kind": dot.kind,
        "facts": [*filter(None, facts), dot.uri],
    }


def _edge(line: Line) -> dict[str, Any]:
    when = f" ({line.since}–{line.until})" if line.since or line.until else ""
    role = f", {line.role}" if line.role else ""
    return {
        "from": line.source,
        "to": line.target,
        "said": f"{line.label}{role}{when}",
        "dashes": not line.dated,
        "arrows": {"to": {"enabled": True, "scaleFactor": 0.4}},
    }


def _kinds(picture: Picture) -> list[dict[str, str | int]]:
    label = load_model().label
    return [
        {
            "name": kind,
            "label": label(kind, picture.caption.language),
            "colour": colours()[kind],
            "number": number,
        }
        for kind, number in picture.kinds.items()
    ]


def _policy(*scripts: str) -> str:
    """Return the policy under which only these scripts run and nothing is loaded."""
    digests = (hashlib.sha256(one.encode()).digest() for one in scripts)
    allowed = " ".join(f"'sha256-{base64.b64encode(one).decode()}'" for one in digests)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _embedded(data: object) -> Markup:
    """Return JSON that ends no element, whatever it holds."""
    text = json.dumps(data, ensure_ascii=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)  # noqa: S704 - nothing in it is markup any more


@cache
def _library() -> str:
    return (files("pyvis") / LIBRARY).read_text(encoding="utf-8")


@cache
def _read(name: str) -> str:
    return (PAGE / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(PAGE), autoescape=True, keep_trailing_newline=True)
