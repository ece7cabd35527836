"""A table under its mapping, read sheet by sheet as units: one for all rows of one entity.

The rows are gone through twice: once to see which entities have several rows, once to read them;
so memory does not grow with what the rows hold.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from operator import itemgetter
from pathlib import Path

from graph.records import EntityRecord, Evidence, Record, Reject, Unit, digest
from ingest.errors import UnreadableSourceError
from ingest.tables.fields import IGNORE, PERSONAL
from ingest.tables.headers import Header, find_header, header_at, letter
from ingest.tables.mapping import Anchor, ColumnRule, SheetRule
from ingest.tables.rows import Cells, Column, RowReader
from ingest.tables.text import BrokenRowError
from ingest.tables.workbook import Row, Sheet, Workbook, as_text
from ontology.values.identifiers import registers

EXTRACTOR = "table 1"
"""Another number when the same rows give other records, so that every unit is read anew."""
NAMELESS = "fill in its name or an identifier, or take the row out"
Identify = Callable[[Cells], str]


@dataclass(frozen=True, slots=True)
class Placed:
    """A sheet whose header was found: where it ends, and at which positions its columns are."""

    sheet: Sheet
    rule: SheetRule
    header: Header
    rows: tuple[int, ...]
    columns: tuple[tuple[int, ColumnRule], ...]

    @property
    def where(self) -> str:
        """What a locator says before the row."""
        return f"sheet {self.sheet.name}, " if self.sheet.name else ""


def place(path: Path, sheet: Sheet, rule: SheetRule) -> Placed:
    """Find the columns that ``rule`` names in ``sheet``.

    Raises UnreadableSourceError for a column that is not there.
    """
    wanted = {column.header for column in rule.columns}
    numbers = rule.header or find_header(sheet, lambda header: len(wanted & set(header)))
    header = header_at(sheet, numbers) if numbers else ()
    positions = {text: position for position, text in enumerate(header)}
    missing = sorted(wanted - positions.keys())
    if missing:
        there = ", ".join(header) or "nothing"
        raise UnreadableSourceError(
            f"{path}: {sheet.name or 'it'} has no column {missing[0]!r}, which the mapping names; "
            f"it has {there}. Correct the mapping, or name the header's row as `header: 3`."
        )
    columns = tuple((positions[column.header], column) for column in rule.columns)
    return Placed(sheet, rule, header, tuple(numbers), columns)


class SheetReading:
    """One sheet: which cells count, what identifies a row, and the hash of what it says."""

    def __init__(self, source: str, path: Path, placed: Placed) -> None:
        self._placed = placed
        read = [
            (position, rule)
            for position, rule in placed.columns
            if rule.template not in ((IGNORE,), (PERSONAL,))
        ]
        self._positions = [position for position, _ in read]
        columns = [
            Column(
                rule.header,
                letter(placed.sheet.left + position),
                rule.template,
                rule.language,
                rule.split,
            )
            for position, rule in read
        ]
        self.reader = RowReader(source, path.name, placed.where, placed.rule, columns)
        self._identify = _identifying(columns)
        self._salt = digest(EXTRACTOR, repr(placed.rule), [column.header for column in columns])

    def rows(self) -> Iterator[tuple[int, Cells] | Reject]:
        """Yield number and cells of each row below the header that says anything."""
        pick, least = _picking(self._positions), max(self._positions, default=-1) + 1
        first = max(self._placed.rows, default=0)
        for number, row in enumerate(self._placed.sheet.rows(), 1):
            if isinstance(row, BrokenRowError):
                yield self._broken(number, row)
            elif number > first:
                if len(row) < least:
                    row = [*row, *[""] * (least - len(row))]
                cells = pick(row)
                if any(cells):
                    yield number, cells

    def identity(self, cells: Cells) -> str:
        """Return the key of the unit that a row belongs to; '' for a row without name and id."""
        return self._identify(cells)

    def mark(self, cells: Cells) -> str:
        """Return the hash of what a row says."""
        return blake2b(
            "\x1f".join((self._salt, *cells)).encode("utf-8", "surrogatepass"), digest_size=12
        ).hexdigest()

    def nameless(self, number: int, cells: Cells) -> Reject:
        """Return the refusal of a row without name and id."""
        said = "; ".join(filter(None, cells))
        return self.reader.reject(number, "", said, "the row names nothing", NAMELESS)

    def _broken(self, number: int, error: BrokenRowError) -> Reject:
        remedy = "put quotes around cells that hold the separator, a quote or a line break"
        return self.reader.reject(number, "", "", str(error), remedy)


class Reading:
    """The units of a table; ``read`` yields them, and what was refused."""

    def __init__(self, source: str, workbook: Workbook, placed: tuple[Placed, ...]) -> None:
        self._sheets = [SheetReading(source, workbook.path, one) for one in placed]
        self._anchors = {one.rule.anchor for one in placed if one.rule.anchor}

    def read(self) -> Iterator[Unit | Reject]:
        """Yield a unit for each entity that a row names, and what was refused."""
        for anchor in sorted(self._anchors, key=repr):
            yield anchor_unit(anchor)
        several = self._several()
        held: defaultdict[str, list[tuple[SheetReading, int, Cells]]] = defaultdict(list)
        for sheet in self._sheets:
            for found in sheet.rows():
                if isinstance(found, Reject):
                    yield found
                    continue
                number, cells = found
                identity = sheet.identity(cells)
                if not identity:
                    yield sheet.nameless(number, cells)
                elif hash(identity) in several:
                    held[identity].append((sheet, number, cells))
                else:
                    records = partial(sheet.reader.records, number, cells)
                    yield Unit(identity, sheet.mark(cells), records)
                    yield from _drained(sheet)
        for identity, rows in held.items():
            yield _joint(identity, rows)
            for sheet in self._sheets:
                yield from _drained(sheet)

    def _several(self) -> set[int]:
        """Return the hashes of the identities that more than one row has."""
        seen: set[int] = set()
        twice: set[int] = set()
        for sheet in self._sheets:
            for found in sheet.rows():
                if not isinstance(found, Reject):
                    one = hash(sheet.identity(found[1]))
                    (twice if one in seen else seen).add(one)
        return twice


def anchor_unit(anchor: Anchor) -> Unit:
    """Return the unit that says that the entity under ``of`` is there."""
    evidence = Evidence(f"mapping, of: {anchor.key}")
    record = EntityRecord(anchor.key, anchor.type, {}, evidence)
    return Unit(f"of {anchor.key}", digest(anchor.type), lambda: [record])


def _joint(identity: str, rows: list[tuple[SheetReading, int, Cells]]) -> Unit:
    """Return one unit for several rows of one entity; the same row twice counts once."""
    once = {sheet.mark(cells): (sheet, number, cells) for sheet, number, cells in reversed(rows)}

    def records() -> Iterator[Record]:
        for _, (sheet, number, cells) in sorted(once.items(), key=lambda item: item[0]):
            yield from sheet.reader.records(number, cells)

    return Unit(identity, digest(sorted(once)), records)


def _drained(sheet: SheetReading) -> Iterator[Reject]:
    yield from sheet.reader.rejects
    sheet.reader.rejects.clear()


def _picking(positions: list[int]) -> Callable[[Row], Cells]:
    """Return what takes the cells at ``positions`` out of a row, as text."""
    if not positions:
        return lambda row: ()
    if len(positions) == 1:
        only = positions[0]
        return lambda row: (as_text(row[only]),)
    pick = itemgetter(*positions)
    return lambda row: tuple(map(as_text, pick(row)))


def _identifying(columns: list[Column]) -> Identify:
    """Return what identifies a row by its cells: the first id that it has, else its name."""
    order = ("id", *registers(), "name")
    leading = {column.template[0]: place for place, column in reversed(list(enumerate(columns)))}
    places = [(name, leading[name]) for name in order if name in leading]

    def identify(cells: Cells) -> str:
        for name, place in places:
            if cells[place]:
                return f"{name} {' '.join(cells[place].casefold().split())}"
        return ""

    return identify
