"""A workbook: its sheets by name, and what their cells need to be read."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import chain, islice
from typing import NamedTuple, TypeAlias
from xml.etree.ElementTree import Element

from ingest.archives import Contents
from ingest.errors import UnreadableSourceError
from ingest.office import named, parsed
from ingest.tables.limits import check_cells, chunks
from ingest.tables.xlsx.cells import CellReader, NumberedRow, Value, column_of
from ingest.tables.xlsx.markup import ROWS, TEXTS, pieces
from ingest.tables.xlsx.numbers import Styles, styles_of
from ingest.tables.xlsx.texts import SharedTexts, shared

BOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
VISIBLE = "visible"
WIDTH_OF = 100
"""The widest of so many first rows tells how many cells all rows have at least."""
_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']"""
)
Block: TypeAlias = tuple[tuple[int, int], tuple[int, int]]
"""First and last cell of a merged block, each (row, column), from 0."""


class XlsxSheet(NamedTuple):
    """A sheet: ``rows`` begins anew at each call, ``merged`` looks for its merged cells."""

    name: str
    hidden: bool
    rows: Callable[[], Iterator[list[Value]]]
    merged: Callable[[], tuple[Block, ...]]


def xlsx_sheets(contents: Contents) -> tuple[XlsxSheet, ...]:
    """Return the sheets of a workbook in their order, hidden ones too; one of charts has no rows.

    Raises UnreadableSourceError when the workbook is damaged.
    """
    book = _Book(contents)
    return tuple(
        XlsxSheet(name, hidden, partial(book.rows, member), cache(partial(book.merged, member)))
        for name, hidden, member in book.sheets()
    )


class _Book:
    """The members of a workbook by what they are for."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._names = {name.lower(): name for name in contents.names}
        self._root = self._parsed(BOOK)
        self._relations = {
            one.get("Id", ""): (one.get("Type", "").rpartition("/")[2], _inside(one))
            for one in named(self._parsed(_RELATIONS), "Relationship")
        }

    def sheets(self) -> Iterator[tuple[str, bool, str]]:
        """Yield each sheet's name, whether it is hidden, and the member of its rows if any."""
        for one in named(self._root, "sheet"):
            name = one.get("name", "")
            id_ = next((value for key, value in one.items() if key.endswith("}id")), "")
            kind, member = self._relations.get(id_, ("", ""))
            if member.lower() not in self._names:
                raise self._damaged(f"its sheet {name!r} is missing")
            hidden = one.get("state", VISIBLE) != VISIBLE
            yield name, hidden, member if kind == "worksheet" else ""

    def rows(self, member: str) -> Iterator[list[Value]]:
        """Yield the rows of a sheet from the first; those that it leaves out are empty."""
        rows = self._rows(member) if member else iter(())
        first = list(islice(rows, WIDTH_OF))
        width = max(map(len, first), default=0)
        for row in chain(first, rows):
            yield row if len(row) >= width else row + [""] * (width - len(row))

    def merged(self, member: str) -> tuple[Block, ...]:
        """Return the merged blocks of a sheet, which stand after its rows."""
        found = (
            block
            for chunk in (chunks(self._contents, self._name(member)) if member else ())
            if b"mergeCell" in chunk
            for block in _MERGED.findall(chunk)
        )
        return tuple(
            ((int(top) - 1, column_of(left.decode())), (int(bottom) - 1, column_of(right.decode())))
            for left, top, right, bottom in found
        )

    def _rows(self, member: str) -> Iterator[list[Value]]:
        name = self._name(member)
        with self._texts() as texts:
            reader = CellReader(texts.__getitem__, self._styles())
            try:
                yield from self._in_place(name, reader.rows(pieces(self._contents, name, ROWS)))
            except IndexError as error:
                raise self._damaged(f"{name} names a shared text that is not there") from error

    def _in_place(self, name: str, rows: Iterator[NumberedRow]) -> Iterator[list[Value]]:
        last = width = 0
        for number, cells in rows:
            number = last + 1 if number is None else number
            if number <= last:
                raise self._damaged(f"{name} has row {number} after row {last}")
            width = max(width, len(cells))
            check_cells(self._contents.path, name, number, width)
            yield from ([] for _ in range(last + 1, number))
            yield cells
            last = number

    def _texts(self) -> SharedTexts:
        member = self._member("sharedStrings")
        found = pieces(self._contents, self._name(member), TEXTS) if member else ()
        return SharedTexts(shared(found))

    def _styles(self) -> Styles:
        member = self._member("styles")
        from_1904 = any(
            one.get("date1904") in ("1", "true") for one in named(self._root, "workbookPr")
        )
        return styles_of(self._parsed(member), from_1904) if member else ()

    def _member(self, kind: str) -> str:
        return next((member for one, member in self._relations.values() if one == kind), "")

    def _parsed(self, member: str) -> Element:
        return parsed(self._contents, self._name(member))

    def _name(self, member: str) -> str:
        """Return what the archive calls a member, in whatever case."""
        if name := self._names.get(member.lower()):
            return name
        raise self._damaged(f"it has no {member}")

    def _damaged(self, reason: str) -> UnreadableSourceError:
        return UnreadableSourceError(
            f"{self._contents.path}: {reason}; it is damaged, save it again as .xlsx."
        )


def _inside(relation: Element) -> str:
    """Return the member that a relation of the workbook leads to."""
    target = relation.get("Target", "")
    return posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
