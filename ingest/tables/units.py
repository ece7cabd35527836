"""The units of a table: one for all rows of one entity, whichever sheets they stand on.

Which entities have several rows is known when all are read; until then they lie on disk, so that
memory does not grow with what they hold.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from graph.records import EntityRecord, Evidence, Properties, Record, Reject, Unit, digest
from ingest.tables.former import OF
from ingest.tables.mapping import Anchor
from ingest.tables.reading import Refused, SheetReading, joined, parted
from ingest.tables.rows import Cells
from ingest.tables.spool import Kept, put_by


class RowAt(NamedTuple):
    """A row that names something: its sheet, its number, and its cells as one text."""

    sheet: SheetReading
    number: int
    text: str

    @property
    def cells(self) -> Cells:
        """Its cells."""
        return parted(self.text)

    @property
    def mark(self) -> str:
        """The hash of what it says."""
        return self.sheet.mark(self.text)


Items = Iterator[Unit | Reject]


def additions(sheets: Sequence[SheetReading], anchors: Iterable[Anchor]) -> Items:
    """Yield a unit for each entity that rows name, and what was refused."""
    yield from map(anchor_unit, anchors)
    several: set[int] = set()
    broken: deque[Reject] = deque()
    yield from _units(sheets, put_by(_found(sheets, several, broken)), several, broken)


def _found(
    sheets: Iterable[SheetReading], several: set[int], broken: deque[Reject]
) -> Iterator[Kept]:
    """Yield all rows; one without text stands for the next of those that are ``broken``.

    ``several`` gets the hashes of the identities that more than one row has.
    """
    seen: set[int] = set()
    for place, sheet in enumerate(sheets):
        for found in sheet.rows():
            if isinstance(found, Refused):
                broken.append(found.reject)
                yield place, 0, "", ""
            else:
                number, cells = found
                identity = sheet.identity(cells)
                known = hash(identity)
                (several if known in seen else seen).add(known)
                yield place, number, identity, joined(cells)


def _units(
    sheets: Sequence[SheetReading],
    rows: Iterable[Kept],
    several: set[int],
    broken: deque[Reject],
) -> Items:
    held: defaultdict[str, list[RowAt]] = defaultdict(list)
    for place, number, identity, text in rows:
        sheet = sheets[place]
        if not text:
            yield broken.popleft()
        elif not identity:
            yield from sheet.nameless(number, parted(text))
        elif hash(identity) in several:
            held[identity].append(RowAt(sheet, number, text))
        else:
            yield Unit(identity, sheet.mark(text), partial(sheet.read, number, text))
            if sheet.reader.rejects:
                yield from drained(sheets)
    for identity, same in held.items():
        yield _joint(identity, same)
        yield from drained(sheets)


def anchor_unit(anchor: Anchor) -> Unit:
    """Return the unit that says that the entity under ``of`` is there, and what it is called."""
    evidence = Evidence(f"mapping, of: {anchor.key}")
    said: Properties = {"name": {"und": anchor.name}} if anchor.name else {}
    record = EntityRecord(anchor.key, anchor.type, said, evidence)
    mark = digest(anchor.type, anchor.name) if anchor.name else digest(anchor.type)
    return Unit(OF + anchor.key, mark, lambda: [record])


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
            yield from row.sheet.read(row.number, row.text)

    marks = [mark for mark, _ in marked]
    return Unit(identity, digest(marks) if marks[1:] else marks[0], records)


def drained(sheets: Iterable[SheetReading]) -> Iterator[Reject]:
    """Yield what was refused of rows since the last time."""
    for sheet in sheets:
        yield from sheet.reader.rejects
        sheet.reader.rejects.clear()
