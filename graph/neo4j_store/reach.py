"""The closure technology x place in Neo4j: a node is a cell of many rows (docs/decisions)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter, itemgetter

from graph.chunks import chunks
from graph.entities import Relation
from graph.golden.footprints import Matter, Part, works_by
from graph.golden.reach import date_number
from graph.ledger.codec import row_relation
from graph.neo4j_store.cells import (
    EVERYWHERE,
    NO_COLUMNS,
    Cell,
    Columns,
    Patch,
    block_of,
    in_order,
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

    def organisations(
        self, technology: str, intervals: Sequence[Interval], *, ended: bool = False
    ) -> dict[str, list[str]]:
        """Return all that ``top`` counts, one cell after the other: id → its places there."""
        rows = self._database.stream(
            "organisations",
            technology=technology,
            intervals=_with_blocks(intervals),
            ended=int(ended),
        )
        found: defaultdict[str, list[str]] = defaultdict(list)
        for (some,) in rows:
            for id_, place in some:
                found[id_].append(place)
        return found

    def links(self, technologies: Collection[str], organisations: Collection[str]) -> list[Link]:
        """Return the links of these organisations to exactly these technologies."""
        rows = self._database.rows_for("links", organisations, technologies=technologies)
        return [Link._make((*row, date_number(*row[-2:]))) for row in rows]

    def members(self, technologies: Collection[str]) -> list[Relation]:
        """Return MEMBER_OF relations to clusters that themselves work on these technologies."""
        rows = set(self._database.rows_for("members", technologies))
        return [row_relation(*row) for row in sorted(rows)]

    def footprints(self, organisations: Collection[str]) -> list[Footprint]:
        """Return what the golden graph says of these organisations."""
        rows = list(self._database.rows_for("footprints", organisations))
        targets = {part[1] for *_, parts in rows for part in parts if part[0] != "WORKS_ON"}
        matters = {
            id_: Matter(start, end, frozenset(technologies))
            for id_, start, end, technologies in self._database.rows_for("matters", targets)
        }
        found = (_footprint(matters, *row) for row in rows)
        return [one for one in found if one.works]

    def organisations_via(self, ids: Collection[str]) -> set[str]:
        """Return the organisations linked to these projects, agreements, products, technologies."""
        return {id_ for (id_,) in self._database.rows_for("organisations_via", ids)}

    def rows(self) -> Iterator[ReachRow]:
        """Yield all rows, ordered by technology, place, organisation."""
        rows = groupby(self._database.stream("reach_rows"), itemgetter(0, 1))
        return in_order(
            (cell, [ReachRow(cell[0], *row[2:]) for row in some]) for cell, some in rows
        )

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


def _footprint(
    matters: Mapping[str, Matter],
    organisation: str,
    ended: bool,
    places: Iterable[tuple[str, str | None]],
    parts: Iterable[Part],
) -> Footprint:
    """Return the footprint of an organisation from a row of the statement of this name."""
    paths = tuple(place_path(region, city or "") for region, city in places)
    return Footprint(organisation, paths, ended, works_by(parts, matters))


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
    return "top_many", {"intervals": _with_blocks(intervals)}


def _with_blocks(intervals: Sequence[Interval]) -> list[list[str]]:
    """Return each interval with the block that it begins in."""
    return [[lo, hi, block_of(lo)] for lo, hi in intervals]
