"""Things into regions: by polygons that the operator names, and by what others state of cities.

What follows is kept as sources of their own, one for each source that states coordinates or
cities, with its visibility: ``geometry/ror`` and ``cities/ror`` beside ``ror``. The files of the
polygons stay where they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from graph.ledger.holdings import Holdings
from graph.ledger.reference import regions_of
from graph.ledger.visibility import INTERNAL
from graph.ledger.writing import Report
from graph.records import Reject, SourceInfo, Unit
from ingest.cities import PREFIX as CITIES
from ingest.cities.consensus import Consensus
from ingest.cities.placements import ByCities, city_info, city_placements
from ingest.derived import derived
from ingest.errors import UnreadableSourceError
from ingest.geometry import PREFIX as POLYGONS
from ingest.geometry import TOLERANCE
from ingest.geometry.gisco import Area, is_gisco, read_areas
from ingest.geometry.placements import ByPolygons, derived_info, placements
from ingest.geometry.polygons import Polygons
from ingest.located import Placements, is_derived
from viz.maps.outlines import Outline

P = TypeVar("P", bound=Placements)


@dataclass(frozen=True, slots=True)
class Placed(Generic[P]):
    """What followed from the places of one source, and what that did to the store."""

    source: str
    placements: P
    report: Report


@dataclass(slots=True)
class Followed(Generic[P]):
    """What each source got, and what was taken out since nothing follows from its source now."""

    sources: list[Placed[P]] = field(default_factory=list)
    gone: list[Report] = field(default_factory=list)


@dataclass(slots=True)
class Placing(Followed[ByPolygons]):
    """What came of placing: what polygons did, how many there were, the coarsest and newest of
    each region first, and what cities did after them."""

    areas: int = 0
    outlines: list[Outline] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    cities: Followed[ByCities] = field(default_factory=Followed)


def place(
    holdings: Holdings,
    paths: Sequence[Path] = (),
    tolerance: float = TOLERANCE,
    *,
    cities: bool = False,
) -> Placing:
    """Give things their region, by polygons at ``paths`` if any, and by ``cities`` after them.

    Cities that speak already are asked again, since polygons go before them.
    """
    found = by_polygons(holdings, paths, tolerance) if paths else Placing()
    if cities or cities_speak(holdings):
        found.cities = by_cities(holdings)
    return found


def cities_speak(holdings: Holdings) -> bool:
    """Whether something was placed by its city."""
    return bool(derived(holdings, CITIES))


def by_polygons(holdings: Holdings, paths: Sequence[Path], tolerance: float = TOLERANCE) -> Placing:
    """Give every organisation with coordinates its region, by the polygons at ``paths``.

    What was placed before by others is replaced. Raises UnreadableSourceError for what holds no
    NUTS polygons.
    """
    found = Placing()
    areas = _areas(paths, found)
    files = ", ".join(sorted({area.file for area in areas}))
    infos = _infos(holdings)
    polygons = Polygons(areas, tolerance)
    for source, made in placements(holdings.whole, polygons).items():
        info = partial(derived_info, infos[source], files)
        found.sources.append(_entered(holdings, POLYGONS, source, made, info))
    found.gone = _let_go(holdings, POLYGONS, found)
    return found


def by_cities(holdings: Holdings) -> Followed[ByCities]:
    """Give whatever states a city alone the region that others of the graph state of the city.

    What everybody may see follows from what everybody may see. What is under embargo is placed by
    all that the house knows; so what follows stays internal until it is placed when that is over.
    """
    found: Followed[ByCities] = Followed()
    infos = _infos(holdings)
    public = {one.info.name for one in holdings.public.ledger.sources()}
    for store in holdings.stores:
        shown = store is holdings.public
        own = {name for name in infos if not is_derived(name) and (name in public) is shown}
        for source, made in city_placements(store, Consensus(store), own).items():
            visibility = infos[source].visibility if store is holdings.public else INTERNAL
            info = partial(city_info, infos[source], made, infos=infos, visibility=visibility)
            found.sources.append(_entered(holdings, CITIES, source, made, info))
    found.gone = _let_go(holdings, CITIES, found)
    return found


def _infos(holdings: Holdings) -> dict[str, SourceInfo]:
    return {one.info.name: one.info for one in holdings.whole.ledger.sources()}


def _entered(
    holdings: Holdings,
    prefix: str,
    source: str,
    made: P,
    info: Callable[[list[Unit]], SourceInfo],
) -> Placed[P]:
    """Enter what follows from a source beside it."""
    units = made.units()
    report = Report(prefix + source)
    if units:
        report = holdings.ingest(info(units), units, regions_of)
    return Placed(source, made, report)


def _let_go(holdings: Holdings, prefix: str, found: Followed[P]) -> list[Report]:
    """Take out what stands and follows no more."""
    standing = {one.report.source for one in found.sources if one.placements.records}
    return [holdings.retract(name) for name in derived(holdings, prefix) if name not in standing]


def _areas(paths: Sequence[Path], found: Placing) -> list[Area]:
    areas = []
    for path in paths:
        if not path.exists():
            raise UnreadableSourceError(f"{path}: there is no such file or folder; check the path.")
        if not is_gisco(path):
            raise UnreadableSourceError(
                f"{path} holds no NUTS polygons: give GISCO's GeoJSON files, whose names begin "
                "with NUTS_RG; `lumigraph sources --known` says where they are."
            )
        for one in read_areas(path):
            if isinstance(one, Area):
                areas.append(one)
            else:
                found.rejects.append(one)
    if not areas:
        raise UnreadableSourceError(
            f"{', '.join(map(str, paths))}: not one usable polygon; the first is refused because "
            f"{found.rejects[0].reason}: {found.rejects[0].remedy}."
        )
    found.areas = len(areas)
    found.outlines = [
        Outline(one.region, one.level, one.polygon)
        for one in sorted(areas, key=lambda one: (-int(one.year or 0), -one.scale))
    ]
    return areas
