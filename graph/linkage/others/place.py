"""Places of a store as they are compared: a row a name, with the region that it means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any, NamedTuple

from graph.chunks import chunks
from graph.entities import Entity
from graph.linkage.gazetteer import position_of
from graph.linkage.keys import other
from graph.linkage.others.sheet import NUMBER, TEXT, TEXTS, Line
from graph.linkage.reading import LOCATED, registered
from graph.linkage.words import plain
from graph.store import GraphStore
from ontology.region import Region
from ontology.regions import load_regions

KIND, RULES = "Region", Path(__file__).with_name("places.yaml")
TABLE = "region"
"""The register of the table of regions: two of its regions are never one."""
TYPES = {
    **dict.fromkeys(("letters", "country", "level"), TEXT),
    "meant": TEXTS,
    **dict.fromkeys(("north", "east", "reach"), NUMBER),
}
REACH = {"country": 1_000, "group": 5_000, "nuts1": 400, "nuts2": 250}
NEAR = 60
"""How many kilometres from where its organisations are the middle of a region may be stated."""
Position = tuple[float, float]


class Place(NamedTuple):
    """A place; ``id`` is the first key of its ``entity``. '' and None where nothing is stated."""

    id: str
    identifiers: frozenset[str]
    names: Sequence[str]
    country: str = ""
    level: str = ""
    position: Position | None = None
    entity: str = ""

    @property
    def region(self) -> Region | None:
        """The region of the table that it is, if it is known to be one."""
        code = next((one for one in self.identifiers if one.startswith(f"{TABLE}:")), "")
        return _coded(code.removeprefix(f"{TABLE}:")) if code else None


def places(store: GraphStore) -> list[Place]:
    """Return the places of a store, if any of them is not of the table of regions; else none."""
    found = [_place(one) for one in store.golden.all_entities(KIND) if one.names()]
    if all(one.region for one in found):
        return []
    middles = _middles(store, [one.entity for one in found])
    return [one._replace(position=one.position or middles.get(one.entity)) for one in found]


def _place(entity: Entity) -> Place:
    said = entity.properties
    return Place(
        entity.keys[0],
        registered(entity) | {f"{TABLE}:{one.id}" for one in map(_coded, entity.keys) if one},
        entity.names(),
        str(said.get("country", "")),
        str(said.get("level", "")),
        _stated(said),
        entity.id,
    )


def _coded(key: str) -> Region | None:
    """Return the region that a key is the code of; a source may know codes that no table has."""
    regions = load_regions()
    return regions.get(key) or (regions.learn(key) if key.isupper() else None)


def _middles(store: GraphStore, ids: Sequence[str]) -> dict[str, Position]:
    """Return the middle of what is located in each region or in a part of it."""
    spots: defaultdict[str, list[Position]] = defaultdict(list)
    for part in chunks(ids):
        for relation in store.golden.relations(part, [LOCATED], "in"):
            region = load_regions().get(relation.target)
            spot = _spot((region and region.country) or "", relation.properties)
            if region and spot:
                for around in (region, *load_regions().chain(region)):
                    spots[around.id].append(spot)
    return {
        id_: (fmean(north for north, _ in some), fmean(east for _, east in some))
        for id_, some in spots.items()
    }


def _spot(country: str, said: Any) -> Position | None:
    return _stated(said) or position_of(country, str(said.get("city", "")))


def _stated(said: Any) -> Position | None:
    north, east = said.get("latitude"), said.get("longitude")
    return None if north is None or east is None else (float(north), float(east))


def lines(number: int, one: Place) -> Iterator[Line]:
    """Yield what ``places.yaml`` compares: a line a name, in any language."""
    north, east = one.position or (None, None)
    for name in dict.fromkeys(one.names):
        letters, meant = "".join(plain(name).split()), _meant(one, name)
        said = {
            "letters": letters,
            "meant": meant,
            "country": one.country or None,
            "level": one.level or None,
            "north": north,
            "east": east,
            "reach": REACH.get(one.level, NEAR),
        }
        keys = (f"name {letters}", *(f"means {code}" for code in meant))
        yield Line(number, said, tuple(other("place", key) for key in keys))


def _meant(one: Place, name: str) -> list[str]:
    """Return the one region that a name means in the country that is stated."""
    if one.region:
        return [one.region.id]
    meant = load_regions().resolve(name, one.country).regions if one.country else ()
    return [meant[0].id] if len(meant) == 1 else []
