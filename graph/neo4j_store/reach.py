"""The closure technology x place in Neo4j: a node is a cell of many rows (docs/decisions)."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter

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
GATHER = "CREATE TABLE gathered (block, technology, place, organisation, p, n, l, d, e)"
PUT_GATHERED = "INSERT INTO gathered VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
GATHERED = "SELECT * FROM gathered ORDER BY technology, block, place, organisation"

Cell = tuple[str, str]
"""(technology, block)."""


@dataclass(slots=True)
class Change:
    """The rows of one cell that come and go."""

    added: list[ReachRow] = field(default_factory=list)
    gone: list[ReachRow] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many rows there are."""
        return len(self.added) + len(self.gone)

    def columns(self) -> list[object]:
        """Return what goes, and what comes as one list a column, as ``put_cells`` takes it."""
        gone = {f"{row.organisation} {row.place}": True for row in self.gone}
        columns = [list(column) for column in zip(*self.added, strict=True)] or [[]] * 8
        return [gone, *columns[1:]]


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
        self._put(sorted(cells.items(), key=itemgetter(0)))

    def fill(self, rows: Iterable[ReachRow]) -> None:
        """Enter many rows that are not there yet, in the revision under way.

        They are put in the order of their cells outside memory first.
        """
        with closing(sqlite3.connect("")) as gathered:
            gathered.execute(GATHER)
            gathered.executemany(PUT_GATHERED, ((block_of(row.place), *row) for row in rows))
            found = gathered.execute(GATHERED)
            cells = groupby((ReachRow(*row) for _, *row in found), cell_of)
            self._put((cell, Change(list(some))) for cell, some in cells)

    def _put(self, cells: Iterable[tuple[Cell, Change]]) -> None:
        """Enter the changes of cells, so many in a statement that their rows are not too many."""
        batch: list[list[object]] = []
        size = 0
        for cell, change in cells:
            batch.append([*cell, *change.columns()])
            size += change.size
            if size >= ROWS:
                self._database.run_many("put_cells", batch, weight=size)
                batch, size = [], 0
        self._database.run_many("put_cells", batch, weight=size)


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
