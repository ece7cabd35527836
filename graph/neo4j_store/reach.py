"""The closure technology x place in Neo4j: a node is a cell of many rows (docs/decisions)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from graph.chunks import chunks
from graph.entities import Relation
from graph.golden.reach import date_number, works
from graph.ledger.codec import row_relation
from graph.neo4j_store.cells import (
    EVERYWHERE,
    NO_COLUMNS,
    Cell,
    Columns,
    Patch,
    block_of,
    patch_of,
)
from graph.neo4j_store.database import ROWS, Database
from graph.places import place_path
from graph.question.score import RECENCY_SPAN, RECENCY_STEP
from graph.stored import Footprint, Interval, Link, Reached, ReachRow

Node = tuple[str, str, Columns, list[str], str]
"""(technology, block, rows, keys and JSON of the rows of other cells that are gone)."""
HIGHEST = 2**62
CELLS = 500
"""Cells that are read and written anew at a time."""


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
        """Enter changes in the revision under way: in the patches of their technologies."""
        came, went = list(added), list(gone)
        patches = self._patches({row.technology for row in (*went, *came)})
        for row in went:
            patches[row.technology].drop(row)
        for row in came:
            patches[row.technology].add(row)
        self._write(patches)

    def fill(self, rows: Iterable[ReachRow]) -> None:
        """Enter many rows that are not there yet, ordered as ``reach_rows`` orders them."""
        by_technology = groupby(rows, attrgetter("technology"))
        self._create(node for one, found in by_technology for node in _nodes(one, patch_of(found)))

    def _patches(self, technologies: Collection[str]) -> dict[str, Patch]:
        """Return the patches of these technologies, and close their nodes."""
        cells = [(technology, EVERYWHERE) for technology in sorted(technologies)]
        standing = self._database.rows_for("standing_cells", cells)
        found = {cell[0]: Patch.read(cell[0], columns, gone) for cell, columns, gone in standing}
        self._database.run_many("close_cells", [(technology, EVERYWHERE) for technology in found])
        return {technology: found.get(technology) or Patch() for technology, _ in cells}

    def _write(self, patches: Mapping[str, Patch]) -> None:
        """Enter patches; those that are too large go into the cells, which are written anew."""
        small = ((one, patch) for one, patch in patches.items() if not patch.large)
        self._create((one, EVERYWHERE, *patch.node()) for one, patch in small)
        parts = {
            cell: part
            for patch in patches.values()
            if patch.large
            for cell, part in patch.parts().items()
        }
        for some in chunks(sorted(parts), CELLS):
            rows = self._database.rows_for("standing_cells", some)
            standing: dict[Cell, Columns] = {(*cell,): columns for cell, columns, _ in rows}
            self._database.run_many("close_cells", standing)
            self._create(
                (*cell, parts[cell].applied(standing.get(cell, NO_COLUMNS)), [], "[]")
                for cell in some
            )

    def _create(self, nodes: Iterable[Node]) -> None:
        """Enter new cells, so many in a statement that their rows are not too many."""
        batch: list[Node] = []
        size = 0
        for node in nodes:
            weight = len(node[2][0]) + len(node[3])
            if weight:
                batch.append(node)
                size += weight
            if size >= ROWS:
                self._database.run_many("create_cells", batch, weight=size)
                batch, size = [], 0
        self._database.run_many("create_cells", batch, weight=size)


def _nodes(technology: str, patch: Patch) -> Iterator[Node]:
    """Yield the nodes of a technology that had none."""
    if not patch.large:
        yield (technology, EVERYWHERE, *patch.node())
        return
    for cell, part in sorted(patch.parts().items()):
        yield (*cell, part.applied(NO_COLUMNS), [], "[]")


def _range(intervals: Sequence[Interval]) -> tuple[str, dict[str, object]]:
    """Return the statement that reads ``intervals``, and their parameters."""
    if len(intervals) == 1:
        lo, hi = intervals[0]
        return "top_one", {"lo": lo, "hi": hi, "block": block_of(lo)}
    return "top_many", {"intervals": [[lo, hi, block_of(lo)] for lo, hi in intervals]}
