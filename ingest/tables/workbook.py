"""Tables in files: a text or a workbook as sheets of rows, whatever it was saved by.

Only values are read: formulas, macros and links to other files are left alone.
"""

from __future__ import annotations

import datetime
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias

import python_calamine
from python_calamine import CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from ingest.archives import Contents
from ingest.encodings import BOMS
from ingest.errors import UnreadableSourceError
from ingest.tables import text
from ingest.tables.limits import check_size
from ingest.tables.text import BrokenRowError, Dialect
from ingest.tables.xlsx.book import BOOK, Block, xlsx_sheets

TEXTS = (".csv", ".tsv", ".tab")
HEAD = 4096
"""So many bytes show what a file is."""
BLANK = BOM_UTF8 + b" \t\r\n"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
INSIDE = frozenset({BOOK, "content.xml"})

Cell: TypeAlias = object
"""Text, or what a workbook has: a number, a date, a truth."""
Row: TypeAlias = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: ``rows`` begins anew at each call, and each row at column ``left`` (0 is A).

    ``blocks`` looks for its merged cells. ``texts`` says that all cells are text, which may have
    spaces around it. Who opens the workbook does not see what is ``hidden``.
    """

    name: str
    rows: Callable[[], Iterator[Row | BrokenRowError]]
    left: int = 0
    blocks: Callable[[], tuple[Block, ...]] = tuple
    texts: bool = False
    hidden: bool = False

    @property
    def merged(self) -> tuple[Block, ...]:
        """The blocks of merged cells."""
        return self.blocks()


@dataclass(frozen=True, slots=True)
class Workbook:
    """An open table; ``dialect`` is that of a text."""

    path: Path
    sheets: tuple[Sheet, ...]
    dialect: Dialect | None = None


def is_table(path: Path) -> bool:
    """Tell whether ``path`` is a workbook, or a text with separated cells, by name and content.

    Programs write such texts, and web pages, under the names of workbooks too.
    """
    if not path.is_file():
        return False
    suffix = path.suffix.lower()
    if suffix in TEXTS or path.name.lower().endswith(".csv.gz"):
        return True
    return suffix in WORKBOOKS and (_is_text(path) or is_workbook(path))


def _is_text(path: Path) -> bool:
    head = _head(path)
    return not head.startswith(b"PK") and (b"\0" not in head or head.startswith(tuple(BOMS)))


def is_workbook(path: Path) -> bool:
    """Tell whether ``path`` is a workbook by its content alone."""
    return path.is_file() and (_is_old(path) or not INSIDE.isdisjoint(Contents(path).names))


def _is_old(path: Path) -> bool:
    return _head(path).startswith(OLE)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD)


def open_workbook(path: Path, encoding: str = "", separator: str = "") -> Workbook:
    """Open the table at ``path``.

    Raises UnreadableSourceError when it is damaged, too large, or protected by a password.
    """
    named_so = path.suffix.lower() in WORKBOOKS
    if (named_so and not _is_text(path)) or is_workbook(path):
        return Workbook(path, _sheets(path))
    if named_so and _head(path).lstrip(BLANK).startswith(b"<"):
        raise UnreadableSourceError(
            f"{path}: it is a web page or XML, whatever its name says; open it in a spreadsheet "
            "program and save it as .xlsx."
        )
    contents = Contents(path)
    if len(contents.names) != 1:
        raise UnreadableSourceError(
            f"{path}: it holds {len(contents.names):,} files, and a table is one; name the files."
        )
    name = contents.names[0]
    dialect = text.find_dialect(contents, name, encoding, separator)
    sheet = Sheet("", partial(text.rows, contents, name, dialect), texts=True)
    return Workbook(path, (sheet,), dialect)


def _sheets(path: Path) -> tuple[Sheet, ...]:
    if not _is_old(path):
        check_size(path)
        contents = Contents(path)
        if BOOK in contents.names:
            return tuple(
                Sheet(one.name, one.rows, blocks=one.merged, hidden=one.hidden)
                for one in xlsx_sheets(contents)
            )
    try:
        book = CalamineWorkbook.from_path(str(path))
        return tuple(
            _sheet(book.get_sheet_by_name(one.name), hidden=one.visible != SheetVisibleEnum.Visible)
            for one in book.sheets_metadata
        )
    except python_calamine.PasswordError as error:
        raise UnreadableSourceError(
            f"{path}: it is protected by a password; save it without one."
        ) from error
    except python_calamine.CalamineError as error:
        raise UnreadableSourceError(
            f"{path}: it cannot be read as a workbook ({error}); save it again as .xlsx."
        ) from error


def _sheet(sheet: CalamineSheet, *, hidden: bool) -> Sheet:
    left = sheet.start[1] if sheet.start else 0
    merged = tuple(sheet.merged_cell_ranges or ())
    return Sheet(sheet.name, sheet.iter_rows, left, lambda: merged, hidden=hidden)


def as_text(cell: Cell) -> str:
    """Return a cell as text: whole numbers without a fraction, dates in ISO form."""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime.datetime) and cell.time() == datetime.time():
        return cell.date().isoformat()
    if isinstance(cell, datetime.date | datetime.time):
        return cell.isoformat()
    return "" if cell is None else str(cell)
