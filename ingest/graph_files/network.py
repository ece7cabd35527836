"""A network as people's tools save it: nodes, edges, and what each says in columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

Cells = Mapping[str, str]
"""Column → text; what is empty is left out."""


@dataclass(frozen=True, slots=True)
class Node:
    """A node: the id by which edges name it, its label, and its other columns."""

    id: str
    label: str
    cells: Cells = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge between the nodes ``source`` and ``target``."""

    source: str
    target: str
    cells: Cells = field(default_factory=dict)

    @property
    def place(self) -> str:
        """What errors and evidence call it."""
        return f"edge {self.source} → {self.target}"


@dataclass(frozen=True, slots=True)
class Network:
    """Nodes and edges, each in the order of the file; ``hyperedges`` are ids of nodes each."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    hyperedges: tuple[tuple[str, ...], ...] = ()

    def columns(self, of: Iterable[Node | Edge]) -> list[str]:
        """Return the columns that any of them has, in the order of their first use."""
        return list(dict.fromkeys(name for one in of for name in one.cells))


def filled(cells: Mapping[str, str | None]) -> dict[str, str]:
    """Return the cells that say something, without spaces around them."""
    found = {name.strip(): (text or "").strip() for name, text in cells.items() if name}
    return {name: text for name, text in found.items() if name and text}
