"""How large a workbook may be: seen before room is made for its cells.

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
# A value may hold what ends a tag. No part is given back, so that no content takes long to read.
_ODS_TAG = re.compile(
    rb"<table:(table|table-row|table-cell|covered-table-cell)(?=[\s/>])"
    rb"""((?:[^>"']++|"[^"]*+"|'[^']*+')*+)""",
)
# Nine digits are too many, whatever more there are.
_REPEATED = re.compile(rb"""number-(?:rows|columns)-repeated\s*=\s*["']\+?0*(\d{1,9})""")
_FILLED = re.compile(rb"value|formula")
_LONGEST_TAG = 1 << 12


def check_size(path: Path) -> None:
    """Raise UnreadableSourceError when the workbook at ``path`` is too large, or no whole ZIP.

    Of an .xlsx only the sheets are counted: how large they are shows while they are read. The
    older .xls needs no check: its sheets have 65,536 rows and 256 columns at most.
    """
    contents = Contents(path)
    sheets = [name for name in contents.names if _SHEET.fullmatch(name)]
    if len(sheets) > MOST_SHEETS:
        _refuse(path, f"it has {len(sheets):,} sheets, the limit is {MOST_SHEETS}")
    if "content.xml" in contents.names:
        for rows, columns in _ods_extents(chunks(contents, "content.xml")):
            check_cells(path, "content.xml", rows, columns)


def check_cells(path: Path, name: str, rows: int, columns: int) -> None:
    """Raise UnreadableSourceError when a sheet of so many rows and columns is too large."""
    if rows * columns > MOST_CELLS:
        what = f"{name} has {rows:,} rows and {columns:,} columns"
        _refuse(path, f"{what}, the limit is {MOST_CELLS:,} cells")


def _refuse(path: Path, reason: str) -> None:
    remedy = "delete what is empty beyond the table, part it, or save it as CSV"
    raise UnreadableSourceError(f"{path}: {reason}; {remedy}.")


def chunks(contents: Contents, name: str) -> Iterator[bytes]:
    """Yield a member in parts that end with a tag, unless that is longer than any should be.

    Raises UnreadableSourceError when it is too large.
    """
    rest, size = b"", 0
    with contents.open(name) as found:
        while chunk := found.read(4 * CHUNK):
            size += len(chunk)
            if size > MOST_BYTES:
                _refuse(contents.path, f"{name} has more than {MOST_BYTES:,} bytes")
            chunk = rest + chunk
            end = chunk.rfind(b">") + 1
            end = end if len(chunk) - end <= _LONGEST_TAG else len(chunk)
            rest = chunk[end:]
            yield chunk[:end]
    yield rest


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
                extent.cell(times, filled=bool(_FILLED.search(attributes)))
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
