"""Reads CORDIS bundles for tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from graph.records import EntityRecord, Record, Reject, RelationRecord, Unit
from ingest.cordis import CordisFormat
from ingest.matcher import LabelMatcher

MATCHER = LabelMatcher(
    [
        ("laser", "en", "lasers"),
        ("OCT", "en", "optical-coherence-tomography"),
        ("optical coherence tomography", "en", "optical-coherence-tomography"),
        ("LED", "en", "leds"),
        ("sveikata", "lt", "health"),
    ]
)
CORDIS = CordisFormat(MATCHER)
GLIMMER = "cordis:900000001"
PAGE = ("https://cordis.europa.eu/project/id/900000001",)


def read(path: Path) -> tuple[dict[str, Unit], list[Reject]]:
    """Read a bundle: its units by key, and what was refused."""
    units: dict[str, Unit] = {}
    refused: list[Reject] = []
    for found in CORDIS.read(path):
        if isinstance(found, Reject):
            refused.append(found)
        else:
            assert found.key not in units
            units[found.key] = found
    return units, refused


def digests(path: Path) -> dict[str, str]:
    return {key: unit.digest for key, unit in read(path)[0].items()}


def records(path: Path) -> list[Record]:
    return [record for unit in read(path)[0].values() for record in unit.records()]


def entity(path: Path, key: str) -> EntityRecord:
    """Return the one record about an entity."""
    (found,) = (r for r in records(path) if isinstance(r, EntityRecord) and r.key == key)
    return found


def relations(path: Path, type_: str, source: str = "") -> Iterator[RelationRecord]:
    for record in records(path):
        if isinstance(record, RelationRecord) and record.type == type_:
            yield from [record] if source in ("", record.source) else []
