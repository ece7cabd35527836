"""Reading the registry as the json module alone does, and as units with all of it added."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from graph.ledger.collection import uncollected
from graph.records import Unit
from ingest.ror import Rest, RorFormat


def by_json(file: str) -> int:
    """Parse every line with the json module; return how many there are."""
    with gzip.open(file) as lines:
        return sum(1 for line in lines if json.loads(line))


def as_units(file: str) -> int:
    """Match and read all as an ingest does that finds nothing changed; return how many."""
    return _read(file, lambda unit: None)


def as_records(file: str) -> int:
    """Match and read all as the first ingest does, but for the store."""
    return _read(file, lambda unit: list(unit.records()))


def _read(file: str, take: Callable[[Unit], object]) -> int:
    path, reader = Path(file), RorFormat(rest=Rest(added=True))
    passed_over = reader.info(path).extra["unmatched"]
    count = passed_over if isinstance(passed_over, int) else 0
    with uncollected():  # as an ingest reads
        for found in reader.read(path):
            if isinstance(found, Unit):
                take(found)
                count += 1
    return count


WAYS: Mapping[str, Callable[[str], int]] = {
    "json": by_json,
    "registry units": as_units,
    "registry records": as_records,
}
