"""New organisations in columns: lines that begin as those beside them do, with a name."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.documents.cells import LINE, Cell, first_cell, may_be_name
from ingest.documents.claims import claim
from ingest.documents.naming import naming_of
from ingest.documents.reading import Reading

CONFIDENCE = 0.65
_FEWEST_LINES, _FEWEST_NAMED = 3, 2
_LONGEST_LINE = 120
_STOPS = ".!?"


def columned_names(reading: Reading) -> None:
    """Find names at the beginning of lines, where half of a column's lines begin with some."""
    naming = naming_of(reading.document.language)
    for column in _columns(reading.document.text):
        named = [cell for cell in column if _is_named(cell, reading)]
        if len(named) < _FEWEST_NAMED or len(named) * 2 < len(column):
            continue
        builds = {cell.behind for cell in named}
        for cell in column:
            if cell.behind in builds and may_be_name(cell, reading, naming):
                claim(reading, "organisation", cell.start, cell.end, "columned-names", CONFIDENCE)


def _columns(text: str) -> Iterator[list[Cell]]:
    """Yield the first cells of lines that follow each other and are no sentences."""
    column: list[Cell] = []
    last = 0
    for line in LINE.finditer(text):
        fits = len(line[0]) <= _LONGEST_LINE and line[0].rstrip()[-1] not in _STOPS
        cell = first_cell(text, *line.span()) if fits else None
        if (not cell or text.count("\n", last, line.start()) > 1) and column:
            if len(column) >= _FEWEST_LINES:
                yield column
            column = []
        if cell:
            column.append(cell)
        last = line.end()
    if len(column) >= _FEWEST_LINES:
        yield column


def _is_named(cell: Cell, reading: Reading) -> bool:
    """Whether a mention of an organisation is all of a cell."""
    return any(
        one.kind == "organisation" and one.start <= cell.start and one.end >= cell.end
        for one in reading.mentions
    )
