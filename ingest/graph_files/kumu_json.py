"""The JSON that Kumu writes and reads: elements and connections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import IO

import orjson

from ingest.errors import UnreadableSourceError
from ingest.graph_files.network import Edge, Network, Node, filled
from ingest.guards import shallow_json

INNER = ("attributes",)
"""Under these, an export keeps what a blueprint says directly."""


def read_kumu_json(content: IO[bytes], place: str) -> Network:
    """Read elements and connections; connections name elements by id or by label.

    Raises UnreadableSourceError for what is no JSON of that shape.
    """
    try:
        said = orjson.loads(b"".join(shallow_json(content, place)))
    except orjson.JSONDecodeError as error:
        raise UnreadableSourceError(
            f"{place}, line {error.lineno}: it is no JSON ({error.msg}); export it again."
        ) from error
    elements, connections = _listed(said, "elements"), _listed(said, "connections")
    if not elements:
        raise UnreadableSourceError(
            f"{place}: it has no list `elements` with objects in it; export the map as JSON again."
        )
    nodes = tuple(map(_node, elements))
    labels = {node.label: node.id for node in nodes}
    return Network(nodes, tuple(_edge(one, labels) for one in connections))


def _listed(said: object, name: str) -> list[Mapping[str, object]]:
    found = said.get(name) if isinstance(said, Mapping) else None
    return [one for one in found or () if isinstance(one, Mapping)] if _is_list(found) else []


def _is_list(found: object) -> bool:
    return isinstance(found, Sequence) and not isinstance(found, str)


def _cells(said: Mapping[str, object]) -> dict[str, str]:
    inner = [one for name in INNER if isinstance(one := said.get(name), Mapping)]
    flat = {name: _text(one) for part in (said, *inner) for name, one in part.items()}
    return filled({name: text for name, text in flat.items() if name not in INNER})


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if _is_list(value):
        return "; ".join(map(_text, value))  # type: ignore[call-overload]
    return "" if value is None or isinstance(value, Mapping) else orjson.dumps(value).decode()


def _node(said: Mapping[str, object]) -> Node:
    cells = _cells(said)
    id_ = cells.pop("_id", cells.pop("id", ""))
    label = cells.pop("label", id_)
    return Node(id_ or label, label, cells)


def _edge(said: Mapping[str, object], labels: Mapping[str, str]) -> Edge:
    cells = _cells(said)
    for inner in ("_id", "id"):
        cells.pop(inner, None)
    source, target = cells.pop("from", ""), cells.pop("to", "")
    return Edge(labels.get(source, source), labels.get(target, target), cells)
