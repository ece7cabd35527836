"""A sheet under its mapping: where its columns are, which rows count, and what tells them apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from operator import itemgetter
from pathlib import Path

from graph.ledger.identity import shortened
from graph.records import Record, Reject, digest
from ingest.errors import UnreadableSourceError
from ingest.tables.asides import REMEDY, Asides
from ingest.tables.fields import IGNORE, PERSONAL
from ingest.tables.headers import Header, find_header, head, header_at, letter
from ingest.tables.mapping import ColumnRule, SheetRule
from ingest.tables.merging import spread_down
from ingest.tables.rows import FILL_IN, NAMELESS, Cells, Column, RowReader
from ingest.tables.text import BrokenRowError
from ingest.tables.workbook import Row, Sheet, as_text
from ingest.tables.xlsx.cells import NoResult
from ontology.fold import fold
from ontology.values.identifiers import registers
from ontology.values.personal import GAP

EXTRACTOR = "table 3"
"""Another number when the same rows give other records, so that every unit is read anew."""
MOST_COLUMNS = 1 << 14
"""So many a workbook may have. There, what stands beside the table shifts nothing."""
LONGEST_SHOWN = 200
AN_ERROR = "the formula gives an error", "correct it, and save the workbook"
NEVER_SHOWN = (
    "the result of the formula is not in the file",
    "open the workbook in a spreadsheet program, and save it",
)
PASSED_OVER = "the mapping takes only rows that say something else"
CORRECT_ONLY = "that is right where the row is no entry any more; else correct `only`"
BETWEEN = "\x1f"
"""ASCII's unit separator; within a cell it is but a space."""
Identify = Callable[[Cells], str]


@dataclass(frozen=True, slots=True)
class Placed:
    """A sheet whose header was found: where it ends, and at which positions its columns are."""

    sheet: Sheet
    rule: SheetRule
    header: Header
    rows: tuple[int, ...]
    columns: tuple[tuple[int, ColumnRule], ...]
    only: tuple[tuple[int, frozenset[str]], ...] = ()

    @property
    def where(self) -> str:
        """What a locator says before the row."""
        return f"sheet {self.sheet.name}, " if self.sheet.name else ""


def place(path: Path, sheet: Sheet, rule: SheetRule) -> Placed:
    """Find the columns that ``rule`` names in ``sheet``.

    Raises UnreadableSourceError for a column that is not there.
    """
    wanted = {column.header for column in rule.columns} | {header for header, _ in rule.only}
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
    only = tuple((positions[text], frozenset(said)) for text, said in rule.only)
    return Placed(sheet, rule, header, tuple(numbers), columns, only)


@dataclass(frozen=True, slots=True)
class Refused:
    """A row that cannot be read, or is no ``entry``: why, and what its cells say all the same.

    Where it is not the ``whole`` row, the rest of it comes by itself.
    """

    reject: Reject
    cells: Cells
    entry: bool = True
    whole: bool = True


class SheetReading:
    """One sheet: which cells count, what identifies a row, and the hash of what it says."""

    def __init__(self, source: str, path: Path, placed: Placed) -> None:
        self.placed = placed
        read = [one for one in placed.columns if one[1].template != (IGNORE,)]
        self._positions = [position for position, _ in read]
        self._personal = [n for n, (_, rule) in enumerate(read) if rule.template == (PERSONAL,)]
        self.anchor = placed.rule.anchor.key if placed.rule.anchor else ""
        columns = [
            Column(
                rule.header,
                letter(placed.sheet.left + position),
                rule.template,
                rule.language,
                rule.split,
                rule.dates or placed.rule.dates,
            )
            for position, rule in read
        ]
        self.reader = RowReader(source, path.name, placed.where, placed.rule, columns)
        telling = _telling(columns)
        self._tells_apart = bool(telling)
        self.identity = _identifying(telling)
        """The key of the unit that a row belongs to; '' for a row without name and id."""
        salt = digest(EXTRACTOR, repr(placed.rule), [column.header for column in columns])
        self._salted = blake2b(salt.encode(), digest_size=12)

    def rows(self) -> Iterator[tuple[int, Cells] | Refused]:
        """Yield number and cells of each row below the header that says anything.

        Rows that are too short have empty cells at their end.
        """
        pick, personal = _picking(self._positions, self.placed.sheet.texts), self._personal
        first, least = max(self.placed.rows, default=0), max(self._positions, default=-1) + 1
        most = len(self.placed.header) if self.placed.sheet.texts else MOST_COLUMNS
        asides = Asides(self.placed.sheet, self._last_of_header(first), self._positions)
        for number, row in islice(enumerate(spread_down(self.placed.sheet), 1), first, None):
            if isinstance(row, BrokenRowError):
                yield self._broken(number, str(row), row.cells)
                continue
            if len(row) > most and any(map(as_text, row[most:])):
                reason = f"the row has {len(row)} cells, the header {most}"
                yield self._broken(number, reason, _texts(row))
                continue
            if asides.may_be(number, row) and (reason := asides.reason(number, row)):
                reject = self.reader.reject(number, "", _shown(row), reason, REMEDY)
                yield Refused(reject, _texts(row), entry=False)
                continue
            if passed_over := self._passed_over(number, row):
                yield Refused(passed_over, (), entry=False)
                continue
            yield from self._without_result(number, row)
            cells = pick(row if len(row) >= least else [*row, *[""] * (least - len(row))])
            if any(cells):
                yield number, self._veiled(cells) if personal else cells

    def _passed_over(self, number: int, row: Row) -> Reject | None:
        """Return why a row is not one of those that alone are to be read; None for one of them."""
        for position, said in self.placed.only:
            text = as_text(row[position]) if position < len(row) else ""
            if fold(text) not in said and any(map(as_text, row)):
                return self.reader.reject(
                    number, self.placed.header[position], text, PASSED_OVER, CORRECT_ONLY
                )
        return None

    def _without_result(self, number: int, row: Row) -> Iterator[Refused]:
        """Yield the cells of formulas that have no result."""
        for position in () if self.placed.sheet.texts else self._positions:
            cell = row[position] if position < len(row) else ""
            if isinstance(cell, NoResult):
                what = NEVER_SHOWN if cell.said.startswith("=") else AN_ERROR
                header = self.placed.header[position]
                reject = self.reader.reject(number, header, cell.said, *what)
                yield Refused(reject, (), entry=False, whole=False)

    def _last_of_header(self, number: int) -> Row:
        return head(self.placed.sheet, number)[-1] if number else ()

    def _veiled(self, cells: Cells) -> Cells:
        """Return ``cells`` with a sign in place of what is personal, so that none is kept."""
        veiled = list(cells)
        for place in self._personal:
            veiled[place] = GAP if veiled[place] else ""
        return tuple(veiled)

    def check_tells_apart(self, path: Path) -> None:
        """Raise UnreadableSourceError when no column tells the rows apart."""
        if not self._tells_apart:
            raise UnreadableSourceError(
                f"{path}: {self.placed.where}no column is `name` or an identifier by the mapping, "
                "so nothing tells the rows apart; correct it."
            )

    def read(self, number: int, text: str) -> Iterator[Record]:
        """Yield the records of row ``number``; ``text`` is its cells joined."""
        return self.reader.read(number, parted(text))

    def mark(self, text: str) -> str:
        """Return the hash of what a row says; ``text`` is its cells joined."""
        whole = self._salted.copy()
        whole.update(text.encode("utf-8", "surrogatepass"))
        return whole.hexdigest()

    def nameless(self, number: int, cells: Cells) -> Iterator[Reject]:
        """Yield the refusal of a row without name and id, unless it is blank."""
        if said := "; ".join(filter(None, map(str.strip, cells))):
            yield self.reader.reject(number, "", said, NAMELESS, FILL_IN)

    def _broken(self, number: int, reason: str, cells: Cells) -> Refused:
        remedy = "put quotes around cells that hold the separator, a quote or a line break"
        return Refused(self.reader.reject(number, "", "", reason, remedy), cells)


def joined(cells: Cells) -> str:
    """Return the cells of a row as one text."""
    text = BETWEEN.join(cells)
    if text.count(BETWEEN) >= len(cells):
        text = BETWEEN.join(cell.replace(BETWEEN, " ") for cell in cells)
    return text


def parted(text: str) -> Cells:
    """Return the cells that were joined.

    >>> parted(joined(("Alfa\x1fBeta", "", "LT")))
    ('Alfa Beta', '', 'LT')
    """
    return tuple(text.split(BETWEEN))


def _shown(row: Row) -> str:
    """Return the cells of a row that is set aside, as they are shown."""
    return "; ".join(filter(None, _texts(row)))[:LONGEST_SHOWN]


def _texts(row: Row) -> Cells:
    return tuple(map(as_text, row))


def _picking(positions: list[int], texts: bool) -> Callable[[Row], Cells]:
    """Return what takes the cells at ``positions`` out of a row, as text.

    Cells that are ``texts`` already are taken as they are: this is done for every row.
    """
    if not positions:
        return lambda row: ()
    pick = itemgetter(*positions) if positions[1:] else lambda row: (row[positions[0]],)
    if texts:
        return pick
    return lambda row: tuple(
        [cell.strip() if isinstance(cell, str) else as_text(cell) for cell in pick(row)]
    )


def _telling(columns: list[Column]) -> list[tuple[str, int]]:
    """Return what tells rows apart, and in which cell it stands: ids first, their names last."""
    return [
        (f"{name} ", place)
        for name in ("id", *registers(), "name")
        for place, column in enumerate(columns)
        if name in column.template
    ]


def _identifying(telling: list[tuple[str, int]]) -> Identify:
    """Return what identifies a row by its cells."""

    def identify(cells: Cells) -> str:
        for name, place in telling:
            if words := cells[place].casefold().split():
                return shortened(name + " ".join(words))
        return ""

    return identify
