"""How large a workbook may be: seen before it is opened, since opening makes room for every cell.

A few bytes can name a cell in the last row, or say that a cell is repeated a million times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ingest.archives import CHUNK, Contents
from ingest.errors import UnreadableSourceError

MOST_CELLS = 20_000_000
"""Of a sheet, from its first cell to the last; 200,000 rows of 100 columns."""
MOST_SHEETS = 200
MOST_BYTES = 2 << 30
"""Of what is read of a workbook, unpacked."""
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml")
_TEXTS = "xl/sharedStrings.xml"
_CELL = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
# A name is seen when the tag that it begins is whole.
_ODS_TAG = re.compile(
    rb"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])([^>]*)>",
)
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["'](\d{1,9})["']""")
_LONGEST_TAG = 1 << 12


def check_size(path: Path) -> None:
    """Raise UnreadableSourceError when the workbook at ``path`` is too large, or no whole ZIP.

    The older .xls needs no check: its sheets have 65,536 rows and 256 columns at most.
    """
    contents = Contents(path)
    sheets = [name for name in contents.names if _SHEET.fullmatch(name)]
    if len(sheets) > MOST_SHEETS:
        _refuse(path, f"it has {len(sheets):,} sheets, the limit is {MOST_SHEETS}")
    for name in sheets:
        _check_cells(path, name, *_xlsx_extent(_chunks(contents, name)))
    if _TEXTS in contents.names:
        for _ in _chunks(contents, _TEXTS):
            pass
    if "content.xml" in contents.names:
        for rows, columns in _ods_extents(_chunks(contents, "content.xml")):
            _check_cells(path, "content.xml", rows, columns)


def _check_cells(path: Path, name: str, rows: int, columns: int) -> None:
    if rows * columns > MOST_CELLS:
        what = f"{name} has {rows:,} rows and {columns:,} columns"
        _refuse(path, f"{what}, the limit is {MOST_CELLS:,} cells")


def _refuse(path: Path, reason: str) -> None:
    remedy = "delete what is empty beyond the table, part it, or save it as CSV"
    raise UnreadableSourceError(f"{path}: {reason}; {remedy}.")


def _chunks(contents: Contents, name: str) -> Iterator[bytes]:
    """Yield a member in parts that end with a tag, unless that is longer than any should be."""
    rest, size = b"", 0
    with contents.open(name) as found:
        while chunk := found.read(16 * CHUNK):
            size += len(chunk)
            if size > MOST_BYTES:
                _refuse(contents.path, f"{name} has more than {MOST_BYTES:,} bytes")
            chunk = rest + chunk
            end = chunk.rfind(b">") + 1
            end = end if len(chunk) - end <= _LONGEST_TAG else len(chunk)
            rest = chunk[end:]
            yield chunk[:end]
    yield rest


def _xlsx_extent(chunks: Iterator[bytes]) -> tuple[int, int]:
    """Return the numbers of the last row and the last column that a cell names."""
    last, letters = 0, {b"A"}
    for chunk in chunks:
        found = _CELL.findall(chunk)
        letters.update({column for column, _ in found})
        last = max(last, max((int(row) for _, row in found), default=0))
    return last, max(map(_number, letters))


def _number(letters: bytes) -> int:
    number = 0
    for one in letters.upper():
        number = number * 26 + one - ord("A") + 1
    return number


def _ods_extents(chunks: Iterator[bytes]) -> Iterator[tuple[int, int]]:
    """Yield rows and columns of each sheet up to the last cell that has a value."""
    extent = _Extent()
    for chunk in chunks:
        for tag, attributes in _ODS_TAG.findall(chunk):
            repeated = _REPEATED.search(attributes)
            times = int(repeated[1]) if repeated else 1
            if tag == b"table":
                yield extent.whole()
                extent = _Extent()
            elif tag == b"table-row":
                extent.row(times)
            else:
                extent.cell(times, filled=b"value-type" in attributes)
    yield extent.whole()


class _Extent:
    """How far a sheet reaches, as its tags come."""

    def __init__(self) -> None:
        self._before = self._times = self._last = self._width = self._place = 0

    def row(self, times: int) -> None:
        """Begin a row that stands so many times."""
        self._before, self._times, self._place = self._before + self._times, times, 0

    def cell(self, times: int, *, filled: bool) -> None:
        """Go on by so many cells."""
        self._place += times
        if filled:
            self._last = self._before + self._times
            self._width = max(self._width, self._place)

    def whole(self) -> tuple[int, int]:
        """Return the number of rows and of columns."""
        return self._last, self._width
