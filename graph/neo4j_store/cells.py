"""How the rows of reach lie in nodes: cells, and the patches upon them (docs/decisions).

A cell holds what is reached of one technology in one block of places. The cell of the block
``EVERYWHERE`` is the patch of a technology: what has changed since the other cells were written.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import compress
from typing import Any

import orjson

from graph.ledger.codec import dump
from graph.stored import ReachRow

BLOCK = 4
"""Letters of a path that name its block: a NUTS 2 region."""
EVERYWHERE = ""
LARGEST = 2_000
"""Rows of a patch: every question on its technology reads them all.

So many are changed of the broadest technologies when 1,000 organisations move.
"""

Cell = tuple[str, str]
"""(technology, block)."""
Columns = list[list[Any]]
"""The rows of a cell as one list for each field of ``ReachRow`` but the technology."""
NO_COLUMNS: Columns = [[] for _ in ReachRow._fields[1:]]


@dataclass(slots=True)
class Patch:
    """The rows that came, and those that went, since the cells were written; by ``key``."""

    came: dict[str, ReachRow] = field(default_factory=dict)
    gone: dict[str, ReachRow] = field(default_factory=dict)

    @classmethod
    def read(cls, technology: str, columns: Columns, gone: str) -> Patch:
        """Return the patch whose node holds this; see ``node``."""
        rows = (ReachRow(technology, *row) for row in zip(*columns, strict=True))
        went = (ReachRow(technology, *row) for row in orjson.loads(gone))
        return cls({key(row): row for row in rows}, {key(row): row for row in went})

    @property
    def large(self) -> bool:
        """Whether it is to go into the cells."""
        return len(self.came) + len(self.gone) > LARGEST

    def drop(self, row: ReachRow) -> None:
        """Let ``row`` go."""
        if self.came.pop(key(row), None) is None:
            self.gone[key(row)] = row

    def add(self, row: ReachRow) -> None:
        """Let ``row`` come; one that comes back as it was leaves no trace.

        >>> patch, row = Patch(), ReachRow("lasers", "LT011", "alpha", "", 3, 1, 20160101, 0)
        >>> patch.drop(row)
        >>> patch.add(row)
        >>> patch
        Patch(came={}, gone={})
        """
        if self.gone.get(key(row)) == row:
            del self.gone[key(row)]
        else:
            self.came[key(row)] = row

    def parts(self) -> dict[Cell, Patch]:
        """Return the share of each cell."""
        parts: defaultdict[Cell, Patch] = defaultdict(Patch)
        for name, row in self.gone.items():
            parts[cell_of(row)].gone[name] = row
        for name, row in self.came.items():
            parts[cell_of(row)].came[name] = row
        return parts

    def applied(self, columns: Columns) -> Columns:
        """Return the columns of a cell after its share of a patch.

        >>> row = ReachRow("lasers", "LT011", "alpha", "", 3, 1, 20160101, 0)
        >>> Patch(came={key(row): row}).applied(NO_COLUMNS)
        [['LT011'], ['alpha'], [''], [3], [1], [20160101], [0]]
        """
        places, organisations = columns[:2]
        kept = [
            f"{place} {organisation}" not in self.gone
            for place, organisation in zip(places, organisations, strict=True)
        ]
        more = columns_of(self.came.values())
        return [[*compress(old, kept), *new] for old, new in zip(columns, more, strict=True)]

    def node(self) -> tuple[Columns, list[str], str]:
        """Return what its node holds: the rows that came, keys and JSON of those that went."""
        return (
            columns_of(self.came.values()),
            [*self.gone],
            dump([row[1:] for row in self.gone.values()]),
        )


def key(row: ReachRow) -> str:
    """Return what names ``row`` within its technology, as ``reach.cypher`` puts it together."""
    return f"{row.place} {row.organisation}"


def columns_of(rows: Collection[ReachRow]) -> Columns:
    """Return ``rows`` as columns."""
    columns = [list(column) for column in zip(*rows, strict=True)]
    return columns[1:] if rows else NO_COLUMNS


def block_of(place: str) -> str:
    """Return the block that holds ``place``: AT13 for AT130:wien, the path itself if shorter."""
    return place.partition(":")[0][:BLOCK]


def cell_of(row: ReachRow) -> Cell:
    """Return the cell that holds ``row``."""
    return (row.technology, block_of(row.place))


def in_order(cells: Iterable[tuple[Cell, Iterable[ReachRow]]]) -> Iterator[ReachRow]:
    """Yield the rows of ``cells``, which come in order, by technology, place and organisation.

    No row lies before the cell that holds it, so what lies before the next cell is complete. What
    lies behind it waits: the rows of a patch, and those of AT:graz while AT1 to AT3 pass. So no
    more is held than a patch, a cell, and what is placed in one country or state by its city alone.
    """
    waiting: list[ReachRow] = []
    for cell, rows in cells:
        ready = bisect(waiting, cell)
        yield from waiting[:ready]
        waiting = sorted([*waiting[ready:], *rows])
    yield from waiting


def patch_of(rows: Iterable[ReachRow]) -> Patch:
    """Return the patch by which ``rows`` come."""
    return Patch(came={key(row): row for row in rows})
