"""Tables as text: the encoding and the separator of CSV and its relatives, and their rows."""

from __future__ import annotations

import csv
import io
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain, dropwhile, islice
from typing import IO

from ingest.archives import Contents
from ingest.encodings import SAMPLE, encoding_of
from ingest.errors import UnreadableSourceError

SEPARATORS = (";", ",", "\t", "|")
UNUSUAL = ("\t", "|")
A_FEW = 2
LOOKED_AT = 100
"""So many rows show it too."""
LONGEST_CELL = 1 << 20
QUOTE = '"'


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the text of a table is written."""

    encoding: str
    separator: str


class BrokenRowError(Exception):
    """A row whose quotes do not fit; ``cells`` is what its separators part, as far as they tell."""

    def __init__(self, reason: str, cells: tuple[str, ...]) -> None:
        super().__init__(reason)
        self.cells = cells


def find_dialect(contents: Contents, name: str, encoding: str = "", separator: str = "") -> Dialect:
    """Return how the text ``name`` is written, as far as it is not given.

    Raises UnreadableSourceError when its encoding cannot be told.
    """
    sample = contents.head(name, SAMPLE)
    encoding = encoding or encoding_of(
        contents, name, "save it as UTF-8, or write its `encoding` into the mapping"
    )
    text = sample.decode(encoding, errors="ignore")
    return Dialect(encoding, separator or _separator(text))


def rows(contents: Contents, name: str, dialect: Dialect) -> Iterator[list[str] | BrokenRowError]:
    """Yield the rows of the text ``name``, and what is wrong with those that cannot be read.

    Raises UnreadableSourceError when it is not in its encoding.
    """
    csv.field_size_limit(LONGEST_CELL)
    with contents.open(name) as found:
        reader = csv.reader(_decoded(found, dialect), delimiter=dialect.separator, strict=True)
        try:
            yield from reader
            return
        except csv.Error:  # seldom: going on after one would cost every text its time
            pass
        except UnicodeDecodeError as error:
            raise _not_so_written(contents, dialect, reader.line_num) from error
    with contents.open(name) as found:
        parsing = _Parsing(_decoded(found, dialect), dialect.separator)
        try:
            yield from dropwhile(lambda row: not isinstance(row, BrokenRowError), parsing.rows())
        except UnicodeDecodeError as error:
            raise _not_so_written(contents, dialect, parsing.line) from error


def _decoded(found: IO[bytes], dialect: Dialect) -> Iterator[str]:
    return io.TextIOWrapper(found, encoding=dialect.encoding, newline="")


def _not_so_written(contents: Contents, dialect: Dialect, line: int) -> UnreadableSourceError:
    return UnreadableSourceError(
        f"{contents.path}: near line {line + 1} it is not {dialect.encoding}; write its "
        "`encoding` into the mapping."
    )


class _Parsing:
    """A text as rows. Of a row whose quotes do not fit, only the first line is lost.

    A quote that is never closed takes all that follows into its cell, up to the next quote: the
    lines after it are read anew, each row by itself. What of them has a quote, or is not as wide as
    the row before, may have been meant as a part of that cell.
    """

    def __init__(self, text: Iterator[str], separator: str) -> None:
        self._text = text
        self._separator = separator
        self._parsed = partial(csv.reader, delimiter=separator, strict=True)
        self._held: list[str] = []
        """The lines of the row that is being read."""
        self._again: deque[str] = deque()
        """Lines that are read anew, before the rest of the text."""
        self._before = 0
        """How many lines the reader that is at work was not given."""
        self._reader = self._parsed(self._lines())

    @property
    def line(self) -> int:
        """The number of the line that was read last."""
        return self._before + self._reader.line_num

    def rows(self) -> Iterator[list[str] | BrokenRowError]:
        """Yield the rows, and what is wrong with those that cannot be read."""
        width = doubtful = 0
        while True:
            try:
                for row in self._reader:
                    doubted = doubtful and doubtful >= self.line
                    if doubted and (len(row) != width or QUOTE in "".join(row)):
                        yield self._broken("it follows a quote that is not closed")
                    else:
                        width = len(row)
                        yield row
                    self._held.clear()
                return
            except csv.Error as error:
                doubtful = max(doubtful, self.line)
                yield self._broken(error)
                self._read_anew()

    def _lines(self) -> Iterator[str]:
        held = self._held
        for line in chain(_drained(self._again), self._text):
            held.append(line)
            yield line

    def _broken(self, reason: object) -> BrokenRowError:
        cells = (one.strip().strip(QUOTE) for one in self._held[0].split(self._separator))
        return BrokenRowError(f"line {self.line - len(self._held) + 1}: {reason}", tuple(cells))

    def _read_anew(self) -> None:
        """Go back to the line after the first of the row that is being read."""
        rest = self._held[1:]
        self._before = self.line - len(rest)
        self._again.extendleft(reversed(rest))
        self._held.clear()
        self._reader = self._parsed(self._lines())


def _drained(lines: deque[str]) -> Iterator[str]:
    while lines:
        yield lines.popleft()


def _separator(text: str) -> str:
    """Return the separator by which most rows have the same number of cells, and more than one.

    Where a single row of several has it, it stands in a name: that separates nothing.
    """
    widths = {one: _widths(text, one) for one in SEPARATORS}
    best = max(SEPARATORS, key=lambda one: _evenness(widths[one]))
    parted = widths[best].total() - widths[best][1]
    by_chance = parted == 1 and widths[best].total() > A_FEW
    return next((one for one in UNUSUAL if one not in text), best) if by_chance else best


def _widths(text: str, separator: str) -> Counter[int]:
    """Return how many of the first rows have how many cells; of none when quotes do not fit."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        return Counter(len(row) for row in islice(reader, LOOKED_AT) if row)
    except csv.Error:
        return Counter()


def _evenness(widths: Counter[int]) -> tuple[float, int]:
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return 0, 0
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    return count / widths.total(), width
