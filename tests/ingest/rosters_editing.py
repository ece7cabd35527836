"""A workbook of members as a person edits it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl

from graph.roster.layout import ROWS

Row = dict[str, str]


def edit(path: Path, change: Callable[[list[Row]], list[Row]]) -> None:
    """Replace the rows of a workbook's members by what ``change`` makes of them."""
    book = openpyxl.load_workbook(path)
    sheet = book[ROWS]
    head, *rows = sheet.iter_rows(values_only=True)
    names = [str(name) for name in head]
    told = change(
        [dict(zip(names, (str(cell or "") for cell in row), strict=True)) for row in rows]
    )
    sheet.delete_rows(2, sheet.max_row)
    for row in told:
        sheet.append([row.get(name) for name in names])
    book.save(path)


def setting(id_: str, **cells: str) -> Callable[[list[Row]], list[Row]]:
    """Return what changes cells of one row; ``name_en`` means the column ``name (en)``."""
    told = {_heading(name): text for name, text in cells.items()}
    return lambda rows: [{**row, **told} if row["id"] == id_ else row for row in rows]


def adding(**cells: str) -> Callable[[list[Row]], list[Row]]:
    """Return what adds a row."""
    return lambda rows: [*rows, {_heading(name): text for name, text in cells.items()}]


def without(id_: str) -> Callable[[list[Row]], list[Row]]:
    """Return what takes a row out."""
    return lambda rows: [row for row in rows if row["id"] != id_]


def _heading(name: str) -> str:
    field, _, language = name.partition("_")
    return f"{field} ({language})" if language else field
