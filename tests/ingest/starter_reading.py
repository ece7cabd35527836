"""What the project's own format makes of a file or a folder."""

from __future__ import annotations

from pathlib import Path

from graph.records import EntityRecord, Record, Reject, RelationRecord, Unit
from ingest.starter import StarterFormat

ROOT = Path(__file__).parents[2]
FORMAT = StarterFormat()

Link = tuple[str, str, str, str]


def units(path: Path) -> list[Unit]:
    return [found for found in FORMAT.read(path) if isinstance(found, Unit)]


def rejects(path: Path) -> list[Reject]:
    return [found for found in FORMAT.read(path) if isinstance(found, Reject)]


def records(path: Path) -> list[Record]:
    return [record for unit in units(path) for record in unit.records()]


def links(found: list[Record]) -> set[Link]:
    """Source, relation, target and role of the relations among ``found``."""
    return {
        (record.source, record.type, record.target, str(record.properties.get("role", "")))
        for record in found
        if isinstance(record, RelationRecord)
    }


def said_of(found: list[Record], key: str) -> dict[str, object]:
    """The properties that the records of one entity state, the last one's on top."""
    said: dict[str, object] = {}
    for record in found:
        if isinstance(record, EntityRecord) and record.key == key:
            said |= record.properties
    return said
