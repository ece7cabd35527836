"""What polygons say of where organisations are: records that follow from stated coordinates.

A place that a source gives with coordinates and only coarsely, by its country or a larger region,
gets the region whose polygon holds the coordinates. It must lie inside the region that the source
states. What a source says as exactly itself is left alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from graph.chunks import chunks
from graph.ledger.codec import record_row
from graph.records import Evidence, Reject, RelationRecord, SourceInfo, Unit, digest
from graph.store import GraphStore
from graph.stored import StoredRecord
from ingest.geometry import PREFIX
from ingest.geometry.polygons import Polygons, Spot
from ontology.region import Region
from ontology.regions import load_regions

EXTRACTOR = "geometry 1"
ATTRIBUTION = "© EuroGeographics for the administrative boundaries"
INSIDE, BESIDE = 0.9, 0.7
"""Confidence: polygons are drawn coarsely, and a point near a border may be on the wrong side."""
LEVELS = {"country": 0, "nuts1": 1, "nuts2": 2, "nuts3": 3, "subdivision": 3, "city": 3}
OURS = "regionCode"
"""What a place no longer says once it has another region."""


@dataclass(slots=True)
class Placements:
    """What came of one source's coordinates.

    ``stated``: places that have coordinates; ``known``: those of them that the source itself puts
    as exactly; ``abroad``: those in countries without polygons; ``off``: those that lie in no
    polygon of their country, as rejects. The others are in ``records``, by organisation.
    """

    stated: int = 0
    known: int = 0
    abroad: int = 0
    off: list[Reject] = field(default_factory=list)
    records: defaultdict[str, list[RelationRecord]] = field(
        default_factory=lambda: defaultdict(list)
    )

    @property
    def placed(self) -> int:
        """How many places got a region."""
        return sum(map(len, self.records.values()))

    def units(self) -> list[Unit]:
        """Return one unit for each organisation, in a stable order."""
        return [
            Unit(key, digest(sorted(map(record_row, some))), partial(iter, some))
            for key, some in sorted(self.records.items())
        ]


def placements(store: GraphStore, polygons: Polygons) -> dict[str, Placements]:
    """Return source → what follows from the coordinates of organisations that it states."""
    placing = _Placing(polygons)
    found: dict[str, Placements] = {}
    for stored in located(store):
        record, source = stored.record, stored.source
        if isinstance(record, RelationRecord) and not source.startswith(PREFIX):
            placing.add(found.setdefault(source, Placements()), record, source)
    return {source: one for source, one in sorted(found.items()) if one.stated}


def located(store: GraphStore) -> Iterator[StoredRecord]:
    """Yield every standing record of where an organisation is."""
    for some in chunks(store.golden.all_entities("Organisation")):
        keys = [key for entity in some for key in entity.keys]
        ties = [tie for tie in store.ledger.ties_about(keys) if tie[1] == "LOCATED_IN"]
        yield from store.ledger.tied(sorted(ties))


class _Placing:
    """Adds up what polygons make of places."""

    def __init__(self, polygons: Polygons) -> None:
        self._polygons = polygons
        self._countries = polygons.countries
        self._as_exact = {name for name, level in LEVELS.items() if level >= polygons.finest}

    def add(self, found: Placements, record: RelationRecord, source: str) -> None:
        """Place what ``record`` of ``source`` states, if it has coordinates."""
        stated, point = load_regions().learn(record.target), _point(record)
        if stated is None or point is None:
            return
        found.stated += 1
        if stated.country not in self._countries:
            found.abroad += 1
        elif stated.level in self._as_exact:
            found.known += 1
        elif (spot := self._polygons.find(*point, within=stated.path)) is None:
            found.off.append(_off(record, source, stated, self._polygons.tolerance))
        elif spot.area.region.path == stated.path:
            found.known += 1
        else:
            found.records[record.source].append(_placed(record, source, spot))


def _point(record: RelationRecord) -> tuple[float, float] | None:
    latitude, longitude = (record.properties.get(name) for name in ("latitude", "longitude"))
    if isinstance(latitude, int | float) and isinstance(longitude, int | float):
        return float(latitude), float(longitude)
    return None


def _placed(record: RelationRecord, source: str, spot: Spot) -> RelationRecord:
    where = f"lie {spot.distance:.1f} km beside it" if spot.distance else "lie in it"
    evidence = Evidence(
        locator=f"{spot.area.file}, feature {spot.area.code}: {_written(record)} {where}; "
        f"so says {source}, {record.evidence.locator}",
        urls=record.evidence.urls,
        confidence=BESIDE if spot.distance else INSIDE,
    )
    stated = {name: value for name, value in record.properties.items() if name != OURS}
    return RelationRecord(record.source, record.type, spot.area.region.id, stated, evidence)


def _written(record: RelationRecord) -> str:
    return f"{record.properties['latitude']}, {record.properties['longitude']}"


def _off(record: RelationRecord, source: str, stated: Region, tolerance: float) -> Reject:
    return Reject(
        file=source,
        place=record.evidence.locator,
        column="latitude, longitude",
        value=_written(record),
        reason=f"{record.source} is said to be in {stated.name()} ({stated.id}), but its "
        f"coordinates lie more than {tolerance:g} km from every polygon there",
        remedy="correct the country or the coordinates, or raise --tolerance",
    )


def derived_info(origin: SourceInfo, files: str, units: list[Unit]) -> SourceInfo:
    """Return the source that holds what polygons in ``files`` say of ``origin``'s coordinates."""
    return SourceInfo(
        name=PREFIX + origin.name,
        origin=files,
        digest=digest(files, [(unit.key, unit.digest) for unit in units]),
        extractor=EXTRACTOR,
        title=f"Regions by the coordinates of {origin.title or origin.name}",
        licence=origin.licence,
        attribution=ATTRIBUTION,
        visibility=origin.visibility,
        date=origin.date,
    )
