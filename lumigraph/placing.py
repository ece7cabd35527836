"""Organisations into regions, by the polygons that the operator names.

The files stay where they are. What follows from them is kept as sources of their own, one for each
source that states coordinates, with its visibility: ``geometry/ror`` beside ``ror``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from graph.ledger.holdings import Holdings
from graph.ledger.reference import regions_of
from graph.ledger.writing import Report
from graph.records import Reject
from ingest.derived import derived
from ingest.errors import UnreadableSourceError
from ingest.geometry import PREFIX, TOLERANCE
from ingest.geometry.gisco import Area, is_gisco, read_areas
from ingest.geometry.placements import Placements, derived_info, placements
from ingest.geometry.polygons import Polygons
from viz.maps.outlines import Outline


@dataclass(frozen=True, slots=True)
class Placed:
    """What polygons made of the coordinates of one source, and what that did to the store."""

    source: str
    placements: Placements
    report: Report


@dataclass(slots=True)
class Placing:
    """What came of placing: how many polygons there were, the coarsest and newest of each region
    first, and what each source got."""

    areas: int = 0
    outlines: list[Outline] = field(default_factory=list)
    rejects: list[Reject] = field(default_factory=list)
    sources: list[Placed] = field(default_factory=list)
    gone: list[Report] = field(default_factory=list)


def place(holdings: Holdings, paths: Sequence[Path], tolerance: float = TOLERANCE) -> Placing:
    """Give every organisation with coordinates its region, by the polygons at ``paths``.

    What was placed before by others is replaced. Raises UnreadableSourceError for what holds no
    NUTS polygons.
    """
    found = Placing()
    areas = _areas(paths, found)
    files = ", ".join(sorted({area.file for area in areas}))
    infos = {one.info.name: one.info for one in holdings.whole.ledger.sources()}
    polygons = Polygons(areas, tolerance)
    for source, placed in placements(holdings.whole, polygons).items():
        units = placed.units()
        if units:
            info = derived_info(infos[source], files, units)
            report = holdings.ingest(info, units, regions_of)
            found.sources.append(Placed(source, placed, report))
        else:
            found.sources.append(Placed(source, placed, Report(PREFIX + source)))
    standing = {one.report.source for one in found.sources if one.placements.records}
    found.gone = [holdings.retract(name) for name in derived(holdings) if name not in standing]
    return found


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
