"""What follows for who states a city alone, from those who state its region too.

A place with a city and only a country or a wider region gets the smallest region inside it that
enough organisations agree on. Who is known to be in such a region, since another record about the
same city says so or polygons do, is left alone: both know more.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from graph.records import RelationRecord, SourceInfo, Unit
from graph.store import GraphStore
from ingest import geometry
from ingest.cities import BETWEEN, PREFIX
from ingest.cities.consensus import Agreed, Consensus
from ingest.cities.stay import Stay, inside, stays
from ingest.located import LEVELS, Placements, following, is_derived, located, moved

EXTRACTOR = "cities 1"
KINDS = ("Organisation", "Event", "Agreement")
"""Whatever has places."""
CONFIDENCE = 0.88
"""Of what all agree on; of the rest their share of it. Polygons are surer."""


@dataclass(slots=True)
class ByCities(Placements):
    """What came of the cities that one source states without a region as fine as NUTS 3.

    ``open``: those of which too few state a region, or that divide them. ``basis``: the sources
    that the others were placed by.
    """

    open: int = 0
    basis: set[str] = field(default_factory=set)


def city_placements(
    store: GraphStore, consensus: Consensus, sources: Collection[str]
) -> dict[str, ByCities]:
    """Return source → what follows from the cities that it states, for each of ``sources``."""
    found: dict[str, ByCities] = {}
    for records in located(store, *KINDS):
        some = [one for one in stays(records) if _counts(one)]
        for stay in some:
            if stay.source in sources and stay.city and LEVELS.get(stay.region.level, 3) < 3:
                made = found.setdefault(stay.source, ByCities())
                _place(made, stay, some, consensus)
    return dict(sorted(found.items()))


def _counts(stay: Stay) -> bool:
    """Whether a place is stated with its city, or polygons have found where it is."""
    polygons = stay.source.startswith(geometry.PREFIX)
    return polygons or bool(stay.city and not is_derived(stay.source))


def _place(made: ByCities, stay: Stay, some: list[Stay], consensus: Consensus) -> None:
    made.stated += 1
    if any(one.city in ("", stay.city) and inside(one.region, stay.region) for one in some):
        made.known += 1
    elif agreed := consensus.region(stay.city, stay.region):
        made.records[stay.record.source].append(_placed(stay, agreed))
        made.basis |= consensus.sources(stay.city)
    else:
        made.open += 1


def _placed(stay: Stay, agreed: Agreed) -> RelationRecord:
    record, (region, said, of) = stay.record, agreed
    locator = (
        f"{said:,} of {of:,} organisations of the graph that state the city "
        f"{record.properties['city']} and a region state {region.id}; "
        f"the city is stated by {stay.source}, {record.evidence.locator}"
    )
    return moved(record, region, locator, round(CONFIDENCE * said / of, 2))


def city_info(
    origin: SourceInfo,
    made: ByCities,
    units: list[Unit],
    infos: Mapping[str, SourceInfo],
    visibility: str,
) -> SourceInfo:
    """Return the source that holds what others say of the cities of ``origin``."""
    basis = sorted(made.basis)
    named = dict.fromkeys(infos[name].attribution for name in (origin.name, *basis))
    return replace(
        following(origin, PREFIX, BETWEEN.join(basis), EXTRACTOR, units),
        title=f"Regions by the cities of {origin.title or origin.name}",
        attribution="; ".join(filter(None, named)),
        visibility=visibility,
    )
