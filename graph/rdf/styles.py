"""How statements are written one after another: as lines, or as Turtle; each for one graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, Protocol

from graph.chunks import chunks
from graph.rdf.stars import Star, lines, number
from graph.rdf.turtle import finished, turtle


class Text(NamedTuple):
    """What was written, and how many statements it holds."""

    text: str
    number: int


class Style(Protocol):
    """Writes what stands in one graph."""

    def said(self, some: Iterable[Star], before: str = "") -> str:
        """Return ``some`` as text that follows what was said of ``before``, '' for another."""

    def whole(self, text: str) -> str:
        """Return what was said, one after another, as it stands in a file."""


class Lines:
    """N-Triples, or N-Quads when there is a ``graph``."""

    def __init__(self, graph: str) -> None:
        self._graph = graph

    def said(self, some: Iterable[Star], before: str = "") -> str:
        """Return lines, each of which names its subject."""
        return lines(some, self._graph)

    def whole(self, text: str) -> str:
        """Return the lines."""
        return text


class Turtle:
    """Turtle, or a block of TriG when there is a ``graph``."""

    def __init__(self, graph: str) -> None:
        self._graph = graph

    def said(self, some: Iterable[Star], before: str = "") -> str:
        """Return Turtle without its last full stop; who stood ``before`` is not named again."""
        return turtle(some, before)

    def whole(self, text: str) -> str:
        """Return Turtle that stands by itself."""
        body = finished(text)
        return f"\n{self._graph} {{\n{body}}}\n" if self._graph else body


Styled = Callable[[str], Style]
"""Returns how a graph is written: its term is given, '' for the default graph."""


def blocks(some: Iterable[Star], style: Style) -> Iterator[Text]:
    """Yield what is said in one graph as text, some at a time."""
    for block in chunks(some):
        yield Text(style.whole(style.said(block)), number(block))
