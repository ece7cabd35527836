"""Stencils for rows of reach, of which there are more than of anything else.

Rows are alike that newly reach the same regions (``graph.rdf.reached``).
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.rdf.gaps import SINGLY, Parted
from graph.rdf.projection import PLAIN, Projection
from graph.rdf.reached import ORGANISATION, newly_around, work
from graph.rdf.stencils import Stencils, Told
from graph.rdf.styles import Style
from graph.stored import ReachRow


class ReachStencils(Stencils[ReachRow]):
    """Writes what organisations that still exist work on."""

    def __init__(self, projection: Projection, style: Style) -> None:
        super().__init__(style, projection.node(ORGANISATION, ""))
        self._projection = projection

    def _parted(self, row: ReachRow) -> Parted:
        technology, place, organisation, previous, *_ = row
        if not PLAIN.fullmatch(technology + organisation):
            return SINGLY
        shape = (not previous, newly_around(place, previous))
        return Parted(shape, [technology, organisation])

    def _said(self, row: ReachRow) -> Told:
        technology = self._projection.node("Technology", row.technology)
        worker = self._projection.node(ORGANISATION, row.organisation)
        return "", list(work(technology, worker, row.place, row.previous))

    def _specimen(self, row: ReachRow, marks: Sequence[str]) -> Told:
        technology, organisation = marks
        return self._said(row._replace(technology=technology, organisation=organisation))
