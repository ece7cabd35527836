"""A version of a source in a file: kept before another replaces it, to be taken in again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path

import orjson

from graph.chunks import chunks
from graph.export import whole
from graph.ledger.codec import record_row, row_record
from graph.records import Record, SourceInfo, Unit
from graph.store import Ledger


def keep_version(ledger: Ledger, source: str, output: Path) -> bool:
    """Write the standing version of ``source`` to a file of JSON lines; False where none stands.

    The first line is what the source says of itself, each other one a unit with its records.
    """
    info = next((one.info for one in ledger.sources() if one.info.name == source), None)
    if info is None:
        return False
    with whole(output) as file:
        file.write(orjson.dumps(asdict(info)) + b"\n")
        for line in _units(ledger, source):
            file.write(orjson.dumps(line) + b"\n")
    return True


def _units(ledger: Ledger, source: str) -> Iterator[tuple[str, str, list[tuple[str, ...]]]]:
    for some in chunks(ledger.units(source).values()):
        rows: dict[int, list[tuple[str, ...]]] = {one.number: [] for one in some}
        for stored in ledger.unit_records(list(rows)):
            rows[stored.unit].append(record_row(stored.record))
        for one in some:
            yield one.key, one.digest, rows[one.number]


def kept_version(path: Path) -> tuple[SourceInfo, Iterator[Unit]]:
    """Return the version of a source that ``keep_version`` wrote."""
    with path.open("rb") as file:
        info = SourceInfo(**orjson.loads(file.readline()))
    return info, _kept_units(path)


def _kept_units(path: Path) -> Iterator[Unit]:
    with path.open("rb") as file:
        file.readline()
        for line in file:
            key, digest, rows = orjson.loads(line)
            yield Unit(key, digest, partial(_records, rows))


def _records(rows: Iterable[tuple[str, str, str, str]]) -> Iterator[Record]:
    return (row_record(*row) for row in rows)
