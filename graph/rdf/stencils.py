"""Stencils: what things of one shape say, as a text with gaps, made once and filled in often.

A stencil is what the projection says of a specimen, a thing whose values are marks, as it is
written in the end; the marks are its gaps. So the projection alone knows what is said of a thing,
and a dump does little else than filling gaps. What has a rare shape, or a value that a term does
not hold as it is, goes through the projection itself, and comes out the same.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from graph.entities import Entity, Relation
from graph.ledger.codec import EntityRow, RelationRow, row_entity, row_relation
from graph.rdf.ends import Ends
from graph.rdf.gaps import Gaps, Parted, Shape
from graph.rdf.stars import Star, number
from graph.rdf.styles import Style, Text
from graph.rdf.terms import DATE_TYPES

TIMES = 3
"""When a shape has come so often, its stencil is made: that takes as long as writing some."""
MOST = 10_000
"""So many shapes are remembered."""
SIGN, WIDTH = "XQ", 10
MARK = re.compile(f"{SIGN}[0-9]+")
Row = TypeVar("Row", bound=tuple[Any, ...])
Told = tuple[str, list[Star]]
"""The term of what rows with the same beginning are about, '' for none, and what a row says."""


class Projecting(Protocol):
    """Says what there is to say of single things, in one graph."""

    def node(self, kind: str, id_: str) -> str:
        """Return the term of an entity of a top kind."""

    def of_entity(self, entity: Entity) -> list[Star]:
        """Return what is said of an entity."""

    def of_relation(self, relation: Relation, source: str, target: str) -> list[Star]:
        """Return what is said of a relation between two terms."""


class Filling(NamedTuple):
    """A text in pieces, and what puts them in order: it is given the values, then the pieces."""

    pieces: Sequence[str]
    ordered: Callable[[Sequence[str]], Sequence[str]]


class Stencil(NamedTuple):
    """What is said of a thing that is ``new``, and of the one that was spoken of last, ``again``.

    ``stays`` tells whether it is still the one that is spoken of at the end.
    """

    new: Filling
    again: Filling
    stays: bool
    number: int


class Stencils(ABC, Generic[Row]):
    """Writes rows in one ``style``; ``address`` is one of the graph, of whatever row."""

    def __init__(self, style: Style, address: str) -> None:
        self._style = style
        # An address of the graph that looks like a mark would be filled too.
        self._marked = SIGN in address
        self._made: dict[Shape, Stencil] = {}
        self._times: dict[Shape, int] = {}

    @abstractmethod
    def _parted(self, row: Row) -> Parted:
        """Return the shape and the values of a row; ``SINGLY`` for one that has no stencil."""

    @abstractmethod
    def _said(self, row: Row) -> Told:
        """Return what is said of a row."""

    @abstractmethod
    def _specimen(self, row: Row, marks: Sequence[str]) -> Told:
        """Return what is said of a row that has ``marks`` for its values."""

    def written(self, rows: Iterable[Row]) -> Text:
        """Return what is said of ``rows``, one after another."""
        parts: list[str] = []
        count, before = 0, ""
        text: Filling
        parted: Parted
        for row in rows:
            parted = self._parted(row)
            made = self._made.get(parted.shape) or self._make(row, *parted)
            stencil = made or self._stencil(self._said(row), {})
            text = stencil.again if before == row[0] else stencil.new
            parts += text.ordered((*parted.values, *text.pieces) if made else text.pieces)
            if stencil.number:
                count += stencil.number
                before = row[0] if stencil.stays else ""
        return Text(self._style.whole("".join(parts)), count)

    def _make(self, row: Row, shape: Shape, values: Sequence[str]) -> Stencil | None:
        """Count a shape that has no stencil; when it has come often enough, make one."""
        if len(self._times) >= MOST:
            self._times.clear()
            self._made.clear()
        self._times[shape] = times = self._times.get(shape, 0) + 1
        marks = [_mark(place, len(value)) for place, value in enumerate(values)]
        if times != TIMES or not shape or self._marked or not all(marks) or SIGN in repr(shape):
            return None
        places = {mark: place for place, mark in enumerate(marks)}
        made = self._made[shape] = self._stencil(self._specimen(row, marks), places)
        return made

    def _stencil(self, told: Told, marks: Mapping[str, int]) -> Stencil:
        """Return what was ``told`` as texts with gaps where ``marks`` stand: mark → its place."""
        subject, stars = told
        new, again = (_filling(self._style.said(stars, one), marks) for one in ("", subject))
        return Stencil(new, again, bool(stars) and stars[-1][0] == subject, number(stars))


class EntityStencils(Stencils[EntityRow]):
    """Writes entities."""

    def __init__(self, projecting: Projecting, gaps: Gaps, style: Style) -> None:
        super().__init__(style, projecting.node("Organisation", ""))
        self._projecting = projecting
        self._gaps = gaps

    def _parted(self, row: EntityRow) -> Parted:
        return self._gaps.entity(row)

    def _said(self, row: EntityRow) -> Told:
        return self._told(row_entity(*row))

    def _specimen(self, row: EntityRow, marks: Sequence[str]) -> Told:
        return self._told(self._gaps.marked_entity(row, marks))

    def _told(self, one: Entity) -> Told:
        return self._projecting.node(one.kind, one.id), self._projecting.of_entity(one)


class RelationStencils(Stencils[RelationRow]):
    """Writes relations; ``ends`` has looked up those that are written."""

    def __init__(self, projecting: Projecting, gaps: Gaps, style: Style, ends: Ends) -> None:
        super().__init__(style, projecting.node("Organisation", ""))
        self._projecting = projecting
        self._gaps = gaps
        self._ends = ends

    def _parted(self, row: RelationRow) -> Parted:
        parted = self._gaps.relation(row)
        if parted.shape and row[1] in self._ends.undecided:
            return Parted((*self._ends.of(*row[:3]), *parted.shape), parted.values)
        return parted

    def _said(self, row: RelationRow) -> Told:
        return self._told(row, row_relation(*row))

    def _specimen(self, row: RelationRow, marks: Sequence[str]) -> Told:
        return self._told(row, self._gaps.marked_relation(row, marks))

    def _told(self, row: RelationRow, one: Relation) -> Told:
        kinds = self._ends.of(*row[:3])
        ends = zip(kinds, (one.source, one.target), strict=True)
        source, target = (self._projecting.node(kind, id_) for kind, id_ in ends)
        return source, self._projecting.of_relation(one, source, target)


def _mark(place: int, width: int) -> str:
    """Return what stands for a value, as wide as itself where it may be a date.

    '' for a place that it has no room for.
    """
    digits = (width if width in DATE_TYPES else WIDTH) - len(SIGN)
    return f"{SIGN}{place:0{digits}}" if len(str(place)) <= digits else ""


def _filling(text: str, marks: Mapping[str, int]) -> Filling:
    """Return ``text`` as pieces with gaps between where one of ``marks`` stands."""
    if not marks:
        return Filling([text], lambda pieces: pieces)
    pieces = MARK.split(text)
    gaps = [marks[one] for one in MARK.findall(text)]
    order = [len(marks)]
    for place, gap in enumerate(gaps, len(marks) + 1):
        order += (gap, place)
    return Filling(pieces, itemgetter(*order) if gaps else itemgetter(slice(len(marks), None)))
