"""Reading a table as its library alone does, and as units by its mapping."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from python_calamine import CalamineWorkbook

from graph.records import Unit
from ingest.tables import TableFormat


def by_csv(file: str) -> int:
    """Go through the rows of a text with the csv module; return how many there are."""
    with Path(file).open(encoding="utf-8", newline="") as text:
        return _count(csv.reader(text)) - 1


def by_csv_columns(file: str) -> int:
    """Go through them by the names of their columns, which our reader does too."""
    with Path(file).open(encoding="utf-8", newline="") as text:
        return _count(csv.DictReader(text))


def by_calamine(file: str) -> int:
    """Go through the rows of a workbook with python-calamine."""
    return _count(CalamineWorkbook.from_path(file).get_sheet_by_index(0).iter_rows()) - 1


def as_units(file: str) -> int:
    """Read a table as an ingest does that finds nothing changed."""
    return _count(one for one in TableFormat().read(Path(file)) if isinstance(one, Unit)) - 1


def as_records(file: str) -> int:
    """Read a table as the first ingest does, but for the store."""
    found = (one for one in TableFormat().read(Path(file)) if isinstance(one, Unit))
    return sum(1 for one in found if list(one.records())) - 1


WAYS: Mapping[str, Callable[[str], int]] = {
    "csv.reader": by_csv,
    "csv.DictReader": by_csv_columns,
    "python-calamine": by_calamine,
    "units": as_units,
    "records": as_records,
}


def _count(things: Iterable[object]) -> int:
    return sum(1 for _ in things)
