"""Merged cells below the header: what stands in one holds for every row that it spans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from ingest.tables.text import BrokenRowError
from ingest.tables.workbook import Cell, Row, Sheet, as_text


def spread_down(sheet: Sheet) -> Iterator[Row | BrokenRowError]:
    """Return the rows of ``sheet``, with cells that are merged over several rows in each of them.

    Across columns nothing is spread: such a cell is that of its first column.
    """
    spans: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for (top, left), (bottom, _) in sheet.merged:
        if bottom > top and left >= sheet.left:
            spans[top][left - sheet.left] = bottom
    return _spread(sheet, spans) if spans else sheet.rows()


def _spread(sheet: Sheet, spans: dict[int, dict[int, int]]) -> Iterator[Row | BrokenRowError]:
    """Yield the rows; ``spans``: by their first row, the columns of merged cells and the last."""
    going_on: dict[int, tuple[int, Cell]] = {}
    for number, row in enumerate(sheet.rows()):
        if not isinstance(row, BrokenRowError):
            going_on = {place: one for place, one in going_on.items() if one[0] >= number}
            row = _filled(row, {place: cell for place, (_, cell) in going_on.items()})
            for place, last in spans.get(number, {}).items():
                if place < len(row):
                    going_on[place] = last, row[place]
        yield row


def _filled(row: Row, cells: dict[int, Cell]) -> Row:
    if not cells:
        return row
    filled = [*row, *[""] * (max(cells) + 1 - len(row))]
    for place, cell in cells.items():
        filled[place] = filled[place] if as_text(filled[place]) else cell
    return filled
