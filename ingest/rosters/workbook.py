"""A workbook of members as it comes back: what was written into it, and what stands there now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from graph.errors import UsageError
from graph.roster.columns import ID
from graph.roster.layout import HIDDEN, MARK, ROWS, Written, written
from ingest.errors import UnreadableSourceError
from ingest.tables.workbook import Row, Sheet, as_text, is_table, open_workbook

ENDINGS = (".xlsx", ".xlsm", ".ods")


@dataclass(frozen=True, slots=True)
class EditedRow:
    """A row as it stands: its number in the sheet, and the texts of the columns that it has."""

    number: int
    cells: dict[str, str]

    @property
    def id(self) -> str:
        """Whose row it is, '' for a new member."""
        return self.cells.get(ID, "")


@dataclass(frozen=True, slots=True)
class Edited:
    """A workbook: ``written`` is what it was made with; ``unknown`` are headings of no column."""

    table: str
    written: Written
    rows: Sequence[EditedRow]
    unknown: Sequence[str]


def is_roster(path: Path) -> bool:
    """Tell whether ``path`` is a workbook of members, by its hidden sheet."""
    if path.suffix.lower() not in ENDINGS or not is_table(path):
        return False
    return any(_is_hidden_sheet(one) for one in open_workbook(path).sheets)


def read_roster(path: Path) -> Edited:
    """Read the workbook at ``path``.

    Raises UnreadableSourceError when the sheet of the members, or its column of ids, is gone.
    """
    sheets = open_workbook(path).sheets
    hidden = next(one for one in sheets if _is_hidden_sheet(one))
    try:
        before = written(islice(_texts(hidden), 1, None))
    except UsageError as error:
        raise UnreadableSourceError(f"{path}: {error}.") from error
    shown = next((one for one in sheets if one.name == ROWS), None)
    if shown is None:
        raise UnreadableSourceError(
            f"{path}: it has no sheet '{ROWS}'; give the sheet of the members that name again."
        )
    headings, rows = _table(path, shown)
    known = {one.heading for one in before.columns}
    unknown = [one for one in headings if one and one not in known]
    return Edited(path.name, before, rows, unknown)


def _is_hidden_sheet(sheet: Sheet) -> bool:
    return sheet.name == HIDDEN and next(_texts(sheet), [""])[:1] == [MARK]


def _table(path: Path, sheet: Sheet) -> tuple[list[str], list[EditedRow]]:
    """Return the headings, and the rows below them that say anything."""
    rows = enumerate(_texts(sheet), 1)
    headings = next((cells for _, cells in rows if ID in cells), None)
    if headings is None:
        raise UnreadableSourceError(
            f"{path}: its sheet '{ROWS}' has no column '{ID}', by which rows are known; "
            "write it above the ids, or export the workbook anew."
        )
    return headings, [
        EditedRow(number, dict(zip(headings, cells, strict=False)))
        for number, cells in rows
        if any(cells)
    ]


def _texts(sheet: Sheet) -> Iterator[list[str]]:
    return (_line(row) for row in sheet.rows() if not isinstance(row, Exception))


def _line(row: Row) -> list[str]:
    return [as_text(cell) for cell in row]
