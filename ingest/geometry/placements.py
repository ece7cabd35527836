"""What polygons say of where organisations are: records that follow from stated coordinates.

A place that a source gives with coordinates and only coarsely, by its country or a larger region,
gets the region whose polygon holds the coordinates. It must lie inside the region that the source
states. What a source says as exactly itself is left alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain

from graph.records import Reject, RelationRecord, SourceInfo, Unit
from graph.store import GraphStore
from ingest.geometry import PREFIX
from ingest.geometry.polygons import Polygons, Spot
from ingest.located import LEVELS, Placements, following, is_derived, located, moved
from ontology.region import Region
from ontology.regions import load_regions

EXTRACTOR = "geometry 1"
ATTRIBUTION = "© EuroGeographics for the administrative boundaries"
INSIDE, BESIDE = 0.9, 0.7
"""Confidence: polygons are drawn coarsely, and a point near a border may be on the wrong side."""


@dataclass(slots=True)
class ByPolygons(Placements):
    """What came of one source's coordinates.

    ``abroad``: those in countries without polygons; ``off``: those in no polygon of their country.
    """

    abroad: int = 0


def placements(store: GraphStore, polygons: Polygons) -> dict[str, ByPolygons]:
    """Return source → what follows from the coordinates of organisations that it states."""
    placing = _Placing(polygons)
    found: dict[str, ByPolygons] = {}
    for stored in chain.from_iterable(located(store, "Organisation")):
        record, source = stored.record, stored.source
        if isinstance(record, RelationRecord) and not is_derived(source):
            placing.add(found.setdefault(source, ByPolygons()), record, source)
    return {source: one for source, one in sorted(found.items()) if one.stated}


class _Placing:
    """Adds up what polygons make of places."""

    def __init__(self, polygons: Polygons) -> None:
        self._polygons = polygons
        self._countries = polygons.countries
        self._as_exact = {name for name, level in LEVELS.items() if level >= polygons.finest}

    def add(self, found: ByPolygons, record: RelationRecord, source: str) -> None:
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
    locator = (
        f"{spot.area.file}, feature {spot.area.code}: {_written(record)} {where}; "
        f"so says {source}, {record.evidence.locator}"
    )
    return moved(record, spot.area.region, locator, BESIDE if spot.distance else INSIDE)


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
    return replace(
        following(origin, PREFIX, files, EXTRACTOR, units),
        title=f"Regions by the coordinates of {origin.title or origin.name}",
        attribution=ATTRIBUTION,
    )
