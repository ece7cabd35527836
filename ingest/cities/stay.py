"""A place as a record states it: the region, and the city in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from graph.records import RelationRecord
from graph.stored import StoredRecord
from ontology.fold import fold
from ontology.region import Region
from ontology.regions import load_regions


class Stay(NamedTuple):
    """What one record of ``source`` states: ``city`` is an id, '' where it names none."""

    source: str
    record: RelationRecord
    region: Region
    city: str


def stays(records: Iterable[StoredRecord]) -> Iterator[Stay]:
    """Yield what ``records`` state of places whose country is known."""
    for stored in records:
        record = stored.record
        if isinstance(record, RelationRecord):
            region = load_regions().learn(record.target)
            if region and region.country:
                city = _city(region.country, str(record.properties.get("city", "")))
                yield Stay(stored.source, record, region, city)


def inside(one: Region, other: Region) -> bool:
    """Whether a region is a part of another, and not that one itself."""
    return one.path != other.path and one.path.startswith(other.path)


@lru_cache(maxsize=1 << 16)
def _city(country: str, name: str) -> str:
    return load_regions().city(country, name).id if fold(name) else ""
