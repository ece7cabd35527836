"""The rows of a sheet: where each cell stands, and what its value is."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from ingest.tables.xlsx.markup import unescaped
from ingest.tables.xlsx.numbers import Number, Styles
from ingest.tables.xlsx.texts import decoded, runs

Value = str | bool | Number
Read = Callable[[str], Value]
DISTINCT = 4096
"""So many kinds of cells are known at a time; a sheet has a few dozen."""
LAYOUTS = 32
"""So many kinds of rows are; most rows of a table are alike."""
_ROW_END = re.compile(r"</row\s*>")
_NUMBER = re.compile(r"""\sr\s*=\s*["'](\d{1,7})["']""")
# Where it stands, if that comes first; its other attributes; a plain value; or all that it holds.
_CELL = re.compile(
    r"""<c(?=[\s/>])(?:\sr="([A-Z]{1,3}+)[0-9]++")?([^>/]*+(?:/(?!>)[^>/]*+)*+)"""
    r"""(?:/>|><(?:v|is><t)>([^<]*+)</(?:v|t></is)></c\s*>|>(.*?)</c\s*>)""",
    re.DOTALL,
)
_PLACE = re.compile(r"([A-Za-z]{1,3})\d{1,7}")
_ATTRIBUTE = re.compile(r"""\s(\w+)\s*=\s*["']([^"']*)["']""")
_VALUE = re.compile(r"<v(?:\s[^>]*)?>([^<]*)</v")
_FORMULA = re.compile(r"<f(?:\s[^>]*)?>([^<]+)</f")


class NoResult(str):
    """The empty cell of a formula: ``said`` is its error, or the formula that was never worked out.

    Programs that write workbooks save no results; those that show them do.
    """

    __slots__ = ("said",)
    said: str

    @classmethod
    def of(cls, said: str) -> NoResult:
        """Return the cell of a formula of which nothing but this is known."""
        cell = cls()
        cell.said = said
        return cell


class Kind(NamedTuple):
    """How cells with the same attributes are read; ``column`` is where they say that they stand."""

    read: Read
    column: int | None


class Layout(NamedTuple):
    """How the cells of a row are read, and their columns, () when none is left out."""

    reads: Sequence[Read]
    columns: Sequence[int]


class NumberedRow(NamedTuple):
    """A row: its number from 1, or None when it does not say it, and its cells from column A."""

    number: int | None
    cells: list[Value]


@lru_cache(DISTINCT)
def column_of(letters: str) -> int:
    """Return the number of a column, from 0.

    >>> column_of("A"), column_of("AB")
    (0, 27)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


class CellReader:
    """Reads rows of a workbook: ``shared`` tells its texts, ``styles`` its numbers.

    ``shared`` raises IndexError for a number that no text has.
    """

    def __init__(self, shared: Callable[[str], str], styles: Styles) -> None:
        self._styles = styles
        self._kind = lru_cache(DISTINCT)(self._kind_of)
        self._layout = lru_cache(LAYOUTS)(self._layout_of)
        self._shared = shared

    def rows(self, pieces: Iterable[str]) -> Iterator[NumberedRow]:
        """Yield the rows of a sheet; raises what ``shared`` raises."""
        for piece in pieces:
            for part in _ROW_END.split(piece)[:-1]:
                attributes, _, cells = part.rpartition("<row")[2].partition(">")
                number = _NUMBER.search(attributes)
                yield NumberedRow(int(number[1]) if number else None, self._cells(cells))

    def _cells(self, markup: str) -> list[Value]:
        found = _CELL.findall(markup)
        if not found:
            return []
        letters, attributes, plain, other = zip(*found, strict=True)
        layout = self._layout(letters, attributes)
        if any(other):
            cells = list(map(_value, layout.reads, plain, other))
        else:
            cells = [
                read(text) if text else "" for read, text in zip(layout.reads, plain, strict=True)
            ]
        return _placed(cells, layout.columns) if layout.columns else cells

    def _layout_of(self, letters: Sequence[str], attributes: Sequence[str]) -> Layout:
        kinds = [self._kind(one) for one in attributes]
        columns: list[int] = []
        for letter, kind in zip(letters, kinds, strict=True):
            after = columns[-1] + 1 if columns else 0
            columns.append(
                column_of(letter) if letter else after if kind.column is None else kind.column
            )
        dense = columns == list(range(len(columns)))
        return Layout([kind.read for kind in kinds], () if dense else columns)

    def _kind_of(self, attributes: str) -> Kind:
        found = dict(_ATTRIBUTE.findall(attributes))
        sort, style = found.get("t", "n"), found.get("s", "0")
        place = _PLACE.fullmatch(found.get("r", ""))
        column = column_of(place[1]) if place else None
        return Kind(self._number(style) if sort == "n" else self._other(sort), column)

    def _number(self, style: str) -> Read:
        known = style.isdecimal() and int(style) < len(self._styles)
        value = self._styles[int(style)] if known else float

        def read(text: str) -> Value:
            number = _number_in(text)
            return decoded(text) if number is None else value(number)

        return read

    def _other(self, sort: str) -> Read:
        if sort == "s":
            return self._shared
        return _READ.get(sort, decoded)


def _value(read: Read, plain: str, other: str) -> Value:
    """Return the value of a cell, which may hold more than that, such as a formula."""
    if other and not plain:
        value, formula = _VALUE.search(other), _FORMULA.search(other)
        plain = value[1] if value else ""
        if not plain and formula and read is not decoded:
            return NoResult.of(f"={unescaped(formula[1])}")
        if not value:
            return runs(other)
    return read(plain) if plain else ""


def _placed(cells: Sequence[Value], columns: Sequence[int]) -> list[Value]:
    row: list[Value] = [""] * (max(columns) + 1)
    for column, cell in zip(columns, cells, strict=True):
        row[column] = cell
    return row


def _number_in(text: str) -> float | None:
    """Return the number that ``text`` is; Python would read 1_0 and other digits too."""
    try:
        return float(text) if text.isascii() and "_" not in text else None
    except ValueError:
        return None


def _day(text: str) -> Value:
    """Return the date, with its time if it has one; a text that is neither stays as it is."""
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        return decoded(text)
    return moment if "T" in text else moment.date()


# ECMA-376 part 1, 18.18.11; an error such as #N/A is no value.
_READ: Mapping[str, Read] = {
    "b": lambda text: text not in ("0", "false"),
    "d": _day,
    "e": NoResult.of,
}
