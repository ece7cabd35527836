"""The closure technology x place in Neo4j: a node is a cell of many rows (docs/decisions)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress, groupby
from operator import attrgetter
from typing import Any

from graph.chunks import chunks
from graph.codec import row_relation
from graph.entities import Relation
from graph.neo4j_store.database import ROWS, Database
from graph.places import place_path
from graph.reach import date_number, works
from graph.score import RECENCY_SPAN, RECENCY_STEP
from graph.store import Footprint, Interval, Link, Reached, ReachRow

HIGHEST = 2**62
BLOCK = 4
"""Letters of a path that name its block: a NUTS 2 region."""
CELLS = 500
"""Cells that are read and written anew at a time."""

Cell = tuple[str, str]
"""(technology, block)."""
Columns = list[list[Any]]
"""The rows of a cell as one list for each field of ``ReachRow`` but the technology."""
NO_COLUMNS: Columns = [[] for _ in ReachRow._fields[1:]]


@dataclass(slots=True)
class Change:
    """The rows of one cell that come and go."""

    added: list[ReachRow] = field(default_factory=list)
    gone: list[ReachRow] = field(default_factory=list)

    def applied(self, columns: Columns) -> Columns:
        """Return the columns of the cell after the change.

        >>> row = ReachRow("lasers", "LT011", "alpha", "", 3, 1, 20160101, 0)
        >>> Change(added=[row]).applied(NO_COLUMNS)
        [['LT011'], ['alpha'], [''], [3], [1], [20160101], [0]]
        """
        gone = {(row.place, row.organisation) for row in self.gone}
        kept = [one not in gone for one in zip(columns[0], columns[1], strict=True)]
        more = _columns(self.added)
        return [[*compress(old, kept), *new] for old, new in zip(columns, more, strict=True)]


def _columns(rows: Collection[ReachRow]) -> Columns:
    columns = [list(column) for column in zip(*rows, strict=True)]
    return columns[1:] if rows else NO_COLUMNS


class Neo4jReach:
    """See ``graph.store.Reach``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def top(
        self,
        technology: str,
        intervals: Sequence[Interval],
        reference: int,
        limit: int,
        after: tuple[int, str] | None = None,
        *,
        ended: bool = False,
    ) -> tuple[int, list[Reached]]:
        """Return how many organisations there are and the first ``limit`` by score, then id."""
        form, where = _range(intervals)
        score, last = after or (HIGHEST, "")
        rows = self._database.rows(
            form,
            **where,
            technology=technology,
            ended=int(ended),
            reference=reference,
            span=RECENCY_SPAN,
            step=RECENCY_STEP,
            limit=limit,
            after_score=score,
            after_id=last,
        )
        found = [Reached(*row) for _, *row in rows if row[0] is not None]
        return (rows[0][0] if rows else 0), found

    def links(self, technologies: Collection[str], organisations: Collection[str]) -> list[Link]:
        """Return the links of these organisations to exactly these technologies."""
        return self._links(organisations, technologies)

    def _links(
        self, organisations: Collection[str], technologies: Collection[str] | None
    ) -> list[Link]:
        rows = self._database.rows_for("links", organisations, technologies=technologies)
        return [
            Link(
                organisation, basis, via, role, technology, since, until, date_number(since, until)
            )
            for organisation, basis, via, role, technology, since, until in rows
        ]

    def members(self, technologies: Collection[str]) -> list[Relation]:
        """Return MEMBER_OF relations to clusters that themselves work on these technologies."""
        rows = set(self._database.rows_for("members", technologies))
        return [row_relation(*row) for row in sorted(rows)]

    def footprints(self, organisations: Collection[str]) -> list[Footprint]:
        """Return what the golden graph says of these organisations."""
        places: dict[str, list[str]] = {}
        for organisation, region, city in self._database.rows_for("places", organisations):
            places.setdefault(organisation, []).append(place_path(region, city or ""))
        links: dict[str, list[Link]] = {}
        for link in self._links(list(places), None):
            links.setdefault(link.organisation, []).append(link)
        ended = {id_ for (id_,) in self._database.rows_for("ended", links)}
        return [
            Footprint(id_, tuple(places[id_]), id_ in ended, works(found))
            for id_, found in links.items()
        ]

    def organisations_via(self, ids: Collection[str]) -> set[str]:
        """Return the organisations linked to these projects, agreements, products, technologies."""
        return {id_ for (id_,) in self._database.rows_for("organisations_via", ids)}

    def rows(self) -> Iterator[ReachRow]:
        """Yield all rows."""
        return (ReachRow(*row) for row in self._database.stream("reach_rows"))

    def apply(self, added: Iterable[ReachRow], gone: Iterable[ReachRow]) -> None:
        """Enter changes in the revision under way."""
        cells: defaultdict[Cell, Change] = defaultdict(Change)
        for row in gone:
            cells[cell_of(row)].gone.append(row)
        for row in added:
            cells[cell_of(row)].added.append(row)
        for some in chunks(sorted(cells), CELLS):
            standing = {
                (technology, block): columns
                for (technology, block), columns in self._database.rows_for("standing_cells", some)
            }
            self._database.run_many("close_cells", standing)
            self._create(
                (cell, cells[cell].applied(standing.get(cell, NO_COLUMNS))) for cell in some
            )

    def fill(self, rows: Iterable[ReachRow]) -> None:
        """Enter many rows that are not there yet, ordered as ``reach_rows`` orders them."""
        self._create(_cells(rows))

    def _create(self, cells: Iterable[tuple[Cell, Columns]]) -> None:
        """Enter new cells, so many in a statement that their rows are not too many."""
        batch: list[list[object]] = []
        size = 0
        for cell, columns in cells:
            if columns[0]:
                batch.append([*cell, columns])
                size += len(columns[0])
            if size >= ROWS:
                self._database.run_many("create_cells", batch, weight=size)
                batch, size = [], 0
        self._database.run_many("create_cells", batch, weight=size)


def _cells(rows: Iterable[ReachRow]) -> Iterator[tuple[Cell, Columns]]:
    for _, found in groupby(rows, attrgetter("technology")):
        # The places of a block lie apart where a larger region has cities: AT, AT13, AT:wien.
        for cell, some in groupby(sorted(found, key=cell_of), cell_of):
            yield cell, _columns(list(some))


def block_of(place: str) -> str:
    """Return the block that holds ``place``: AT13 for AT130:wien, the path itself if shorter."""
    return place.partition(":")[0][:BLOCK]


def cell_of(row: ReachRow) -> Cell:
    """Return the cell that holds ``row``."""
    return (row.technology, block_of(row.place))


def _range(intervals: Sequence[Interval]) -> tuple[str, dict[str, object]]:
    """Return the statement that reads ``intervals``, and their parameters."""
    if len(intervals) == 1:
        lo, hi = intervals[0]
        return "top_one", {"lo": lo, "hi": hi, "block": block_of(lo)}
    return "top_many", {"intervals": [[lo, hi, block_of(lo)] for lo, hi in intervals]}
