"""Reading a table as its library alone does, and as units by its mapping."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from time import perf_counter

from python_calamine import CalamineWorkbook

from graph.ledger.collection import uncollected
from graph.records import Unit
from ingest.tables import TableFormat
from ontology.model import load_model


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


def as_units(file: str) -> tuple[int, float]:
    """Read a table as an ingest does that finds nothing changed."""
    return _read(file, lambda unit: True)


def as_records(file: str) -> tuple[int, float]:
    """Read a table as the first ingest does, but for the store."""
    return _read(file, lambda unit: any([*unit.records()]))


def _read(file: str, take: Callable[[Unit], bool]) -> tuple[int, float]:
    """Return how many units of rows say something, and the seconds with the vocabulary at hand."""
    load_model()
    begun = perf_counter()
    with uncollected():  # as an ingest reads
        found = (one for one in TableFormat().read(Path(file)) if isinstance(one, Unit))
        number = sum(map(take, found))
    return number - 1, perf_counter() - begun  # one unit says what the rows are members of


WAYS: Mapping[str, Callable[[str], int | tuple[int, float]]] = {
    "csv.reader": by_csv,
    "csv.DictReader": by_csv_columns,
    "python-calamine": by_calamine,
    "units": as_units,
    "records": as_records,
}


def _count(things: Iterable[object]) -> int:
    return sum(1 for _ in things)
