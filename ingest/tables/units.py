"""The units of a table: one for all rows of one entity, whichever sheets they stand on.

The rows are gone through twice: once to see which entities have several rows, once to read them;
so memory does not grow with what the rows hold.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import chain
from typing import NamedTuple

from graph.records import EntityRecord, Evidence, Record, Reject, Unit, digest
from ingest.tables.former import OF
from ingest.tables.mapping import Anchor
from ingest.tables.reading import SheetReading
from ingest.tables.rows import Cells


class RowAt(NamedTuple):
    """A row that names something: its sheet, its number and its cells."""

    sheet: SheetReading
    number: int
    cells: Cells

    @property
    def mark(self) -> str:
        """The hash of what it says."""
        return self.sheet.mark(self.cells)


Items = Iterator[Unit | Reject]


def additions(sheets: Sequence[SheetReading], anchors: Iterable[Anchor]) -> Items:
    """Yield a unit for each entity that rows name, and what was refused."""
    yield from map(anchor_unit, anchors)
    several = _several(sheets)
    held: defaultdict[str, list[RowAt]] = defaultdict(list)
    for sheet in sheets:
        for found in sheet.rows():
            if isinstance(found, Reject):
                yield found
                continue
            number, cells = found
            identity = sheet.identity(cells)
            if not identity:
                yield from sheet.nameless(number, cells)
            elif hash(identity) in several:
                held[identity].append(RowAt(sheet, number, cells))
            else:
                yield Unit(identity, sheet.mark(cells), partial(sheet.reader.read, number, cells))
                if sheet.reader.rejects:
                    yield from drained(sheets)
    for identity, rows in held.items():
        yield _joint(identity, rows)
        yield from drained(sheets)


def anchor_unit(anchor: Anchor) -> Unit:
    """Return the unit that says that the entity under ``of`` is there."""
    evidence = Evidence(f"mapping, of: {anchor.key}")
    record = EntityRecord(anchor.key, anchor.type, {}, evidence)
    return Unit(OF + anchor.key, digest(anchor.type), lambda: [record])


def _several(sheets: Iterable[SheetReading]) -> set[int]:
    """Return the hashes of the identities that more than one row has."""
    times = Counter(chain.from_iterable(map(hash, sheet.identities()) for sheet in sheets))
    return {one for one, number in times.items() if number > 1}


def once(rows: Iterable[RowAt]) -> list[tuple[str, RowAt]]:
    """Return the rows by their marks, in an order of their own; the same row twice counts once."""
    by_mark: dict[str, RowAt] = {}
    for row in rows:
        by_mark.setdefault(row.mark, row)
    return sorted(by_mark.items(), key=lambda item: item[0])


def _joint(identity: str, rows: Iterable[RowAt]) -> Unit:
    marked = once(rows)

    def records() -> Iterator[Record]:
        for _, row in marked:
            yield from row.sheet.reader.read(row.number, row.cells)

    marks = [mark for mark, _ in marked]
    return Unit(identity, digest(marks) if marks[1:] else marks[0], records)


def drained(sheets: Iterable[SheetReading]) -> Iterator[Reject]:
    """Yield what was refused of rows since the last time."""
    for sheet in sheets:
        yield from sheet.reader.rejects
        sheet.reader.rejects.clear()
