"""Tables as text: the encoding and the separator of CSV and its relatives, and their rows."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from ingest.archives import Contents
from ingest.encodings import SAMPLE, encoding_of
from ingest.errors import UnreadableSourceError

SEPARATORS = (";", ",", "\t", "|")
LOOKED_AT = 100
"""So many rows show it too."""
LONGEST_CELL = 1 << 20


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the text of a table is written."""

    encoding: str
    separator: str


class BrokenRowError(Exception):
    """A row whose quotes do not fit."""


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
    """Yield the rows of the text ``name``, and what is wrong with those that cannot be read."""
    csv.field_size_limit(LONGEST_CELL)
    with contents.open(name) as found:
        text = io.TextIOWrapper(found, encoding=dialect.encoding, newline="")
        reader = csv.reader(text, delimiter=dialect.separator, strict=True)
        while True:
            try:
                yield from reader
                return
            except csv.Error as error:
                yield BrokenRowError(f"line {reader.line_num}: {error}")
            except UnicodeDecodeError as error:
                raise UnreadableSourceError(
                    f"{contents.path}: near line {reader.line_num + 1} it is not "
                    f"{dialect.encoding}; write its `encoding` into the mapping."
                ) from error


def _separator(text: str) -> str:
    """Return the separator by which most rows have the same number of cells, and more than one."""
    return max(SEPARATORS, key=lambda one: _evenness(text, one))


def _evenness(text: str, separator: str) -> tuple[float, int]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        widths = Counter(len(row) for row in islice(reader, LOOKED_AT) if row)
    except csv.Error:
        return 0, 0
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return 0, 0
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    return count / widths.total(), width
