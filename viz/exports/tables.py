"""Tables as files: CSV in a ZIP, and XLSX; and a picture as tables: entities, links, sources.

No cell is a formula, whatever a source calls an entity: in CSV an apostrophe stands before what a
spreadsheet would run, in XLSX texts are stored as texts and marked as quoted.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any

import xlsxwriter

from graph.export import cell
from viz.exports.picture import Picture

Value = str | int | float
LONG_AGO = (1980, 1, 1, 0, 0, 0)
LONGEST_CELL = 32_767
WIDTH = 24


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name, what its columns are called, and its rows; ``hidden`` in a workbook."""

    name: str
    columns: Sequence[str]
    rows: Iterable[Sequence[Value]]
    hidden: bool = False


NODE_COLUMNS = (
    *("id", "uri", "label", "language", "short", "kind", "type", "since", "until", "country"),
    *("places", "technologies", "links", "community", "cluster", "x", "y"),
)
LINK_COLUMNS = ("source", "relation", "target", "role", "since", "until")
SOURCE_COLUMNS = ("name", "title", "licence", "licence_uri", "line")


def tables(picture: Picture) -> Iterator[Table]:
    """Yield the tables of a picture: ``nodes``, ``links``, ``sources``."""
    yield Table("nodes", NODE_COLUMNS, rows_of(picture.dots, NODE_COLUMNS))
    yield Table("links", LINK_COLUMNS, rows_of(picture.lines, LINK_COLUMNS))
    yield Table("sources", SOURCE_COLUMNS, rows_of(picture.caption.sources, SOURCE_COLUMNS))


def rows_of(items: Iterable[object], columns: Sequence[str]) -> Iterator[list[Value]]:
    """Yield a row of these attributes for each of ``items``; lists become one text."""
    return ([_value(getattr(one, name)) for name in columns] for one in items)


def _value(value: Value | Sequence[str]) -> Value:
    return value if isinstance(value, str | int | float) else "; ".join(value)


def csv_of(table: Table) -> str:
    """Return a table as CSV (RFC 4180, UTF-8)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    for row in table.rows:
        writer.writerow([cell(one) if isinstance(one, str) else one for one in row])
    return text.getvalue()


def write_zip(some: Iterable[Table], file: IO[bytes]) -> None:
    """Write tables as CSV files in a ZIP; the same tables give the same bytes."""
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for table in some:
            archive.writestr(zipfile.ZipInfo(f"{table.name}.csv", LONG_AGO), csv_of(table))


def write_xlsx(some: Iterable[Table], file: IO[bytes], date: str) -> None:
    """Write tables as the sheets of a workbook that says it is of ``date`` (ISO)."""
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"created": datetime.fromisoformat(date)})
        head = book.add_format({"bold": True})
        quoted = book.add_format({"quote_prefix": True})
        for table in some:
            sheet = book.add_worksheet(table.name)
            if table.hidden:
                sheet.hide()
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(table.columns) - 1, WIDTH)
            sheet.write_row(0, 0, table.columns, head)
            for place, row in enumerate(table.rows, 1):
                for column, value in enumerate(row):
                    _write_cell(sheet, place, column, value, quoted)


def _write_cell(sheet: Any, row: int, column: int, value: Value, quoted: object) -> None:
    """Write a number as one, and a text as a text; ``quoted`` is the format of risky ones."""
    if isinstance(value, str):
        risky = cell(value) != value
        whole = value if len(value) <= LONGEST_CELL else f"{value[: LONGEST_CELL - 1]}…"
        sheet.write_string(row, column, whole, quoted if risky else None)
    else:
        sheet.write_number(row, column, value)
