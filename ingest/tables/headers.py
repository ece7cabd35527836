"""Header rows: where they are, and the texts over the columns, merged and empty cells included."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise

from ingest.tables.text import BrokenRowError
from ingest.tables.workbook import Row, Sheet, as_text

LOOKED_AT = 30
"""The header stands in one of so many first rows."""
JOINED = " / "
LONGEST = 200
"""A text of more characters is no name of a column."""

Header = tuple[str, ...]
"""The text over each column; ``column C`` where there is none, or another has the same."""


def head(sheet: Sheet, number: int = LOOKED_AT) -> list[Row]:
    """Return the first rows of ``sheet``."""
    rows = islice(sheet.rows(), number)
    return [[] if isinstance(row, BrokenRowError) else row for row in rows]


def header_at(sheet: Sheet, numbers: Sequence[int]) -> Header:
    """Return the header that stands in the rows of these numbers, from 1, the upper one first."""
    rows = head(sheet, max(numbers))
    found = [rows[number - 1] if number <= len(rows) else [] for number in numbers]
    width = max(map(len, found))
    upper = [_spread(sheet, row, number, width) for row, number in zip(found, numbers, strict=True)]
    for number, above in zip(numbers[:-1], upper, strict=False):
        if not any(top <= number - 1 <= bottom for (top, _), (bottom, _) in sheet.merged):
            above[:] = _carried(above, upper[-1])
    joined = [JOINED.join(dict.fromkeys(filter(None, texts))) for texts in zip(*upper, strict=True)]
    return tuple(_named(joined, sheet.left))


def find_header(sheet: Sheet, score: Callable[[Header], float]) -> tuple[int, ...]:
    """Return the numbers of the rows whose texts ``score`` best; () in an empty sheet.

    Two rows are taken together where the upper one has gaps and they score more than each alone.
    Of rows that say nothing to ``score``, the first that is as wide as most rows is taken.
    """
    rows = head(sheet)
    best: tuple[float, tuple[int, ...]] = (0, ())
    for numbers in _candidates(rows):
        points = score(header_at(sheet, numbers))
        if points > best[0]:
            best = (points, numbers)
    return best[1] or _widest(rows)


def letter(column: int) -> str:
    """Return what a spreadsheet calls a column, from 0.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    return (letter(column // 26 - 1) if column >= 26 else "") + chr(ord("A") + column % 26)


def _candidates(rows: Sequence[Row]) -> Iterator[tuple[int, ...]]:
    for number, row in enumerate(rows, 1):
        if any(map(as_text, row)):
            yield (number,)
    for number, (upper, lower) in enumerate(pairwise(rows), 1):
        gaps = [
            bool(as_text(one)) > bool(as_text(two)) for one, two in zip(lower, upper, strict=False)
        ]
        if any(map(as_text, upper)) and any(gaps):
            yield (number, number + 1)


def _widest(rows: Sequence[Row]) -> tuple[int, ...]:
    widths = [sum(bool(as_text(cell)) for cell in row) for row in rows]
    common = Counter(width for width in widths if width > 1).most_common(1)
    least = common[0][0] if common else 1
    return next(((n,) for n, width in enumerate(widths, 1) if width >= least), ())


def _spread(sheet: Sheet, row: Row, number: int, width: int) -> list[str]:
    """Return the texts of a header row, those of merged cells over every column that they span."""
    texts = [as_text(cell) for cell in row] + [""] * (width - len(row))
    for (top, first), (bottom, last) in sheet.merged:
        if top <= number - 1 <= bottom:
            _fill(sheet, texts, (top, first - sheet.left), last - sheet.left, number)
    return [" ".join(text.split()) for text in texts]


def _fill(sheet: Sheet, texts: list[str], start: tuple[int, int], last: int, number: int) -> None:
    top, first = start
    if not 0 <= first < len(texts):
        return
    text = texts[first] if top == number - 1 else _above(sheet, top, first)
    texts[first : last + 1] = [text] * (min(last, len(texts) - 1) - first + 1)


def _above(sheet: Sheet, row: int, column: int) -> str:
    rows = head(sheet, row + 1)
    return as_text(rows[row][column]) if row < len(rows) and column < len(rows[row]) else ""


def _carried(texts: list[str], below: list[str]) -> list[str]:
    """Carry each text on over the empty cells to its right that have one below, as people do."""
    result: list[str] = []
    for text, under in zip(texts, below, strict=True):
        result.append(text or (result[-1] if result and under else ""))
    return result


def _named(texts: Sequence[str], left: int) -> Iterator[str]:
    seen: set[str] = set()
    for place, text in enumerate(texts):
        usable = 0 < len(text) <= LONGEST and text not in seen
        yield text if usable else f"column {letter(left + place)}"
        seen.add(text)


__all__ = ["Header", "find_header", "head", "header_at", "letter"]
