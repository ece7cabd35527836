"""The organisations of a store as linking sees them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from graph.chunks import chunks
from graph.entities import Entity, Relation, texts
from graph.linkage.organisation import Organisation
from graph.places import place_path
from graph.store import GraphStore
from ontology.regions import load_regions
from ontology.values.identifiers import registers

KIND, LOCATED = "Organisation", "LOCATED_IN"


class Filed(NamedTuple):
    """A record of any sort, and the id of its entity."""

    entity: str
    record: Any


def filed(store: GraphStore, entities: Iterable[Entity]) -> Iterator[Filed]:
    """Yield those of these organisations that have a name."""
    for part in chunks(entities):
        places: defaultdict[str, list[Relation]] = defaultdict(list)
        for relation in store.golden.relations([one.id for one in part], [LOCATED], "out"):
            places[relation.source].append(relation)
        yield from (
            Filed(one.id, _organisation(one, places[one.id])) for one in part if one.names()
        )


def _organisation(entity: Entity, places: Collection[Relation]) -> Organisation:
    place = next(iter(places), None)
    said = place.properties if place else {}
    region = load_regions().at(place_path(place.target)) if place else None
    return Organisation(
        id=entity.keys[0],
        names=tuple(entity.names()),
        country=(region.country or "") if region else "",
        city=_first(said.get("city")),
        website=_first(entity.properties.get("website")),
        address=_first(said.get("address")),
        postcode=_first(said.get("postcode")),
        nuts=_first(said.get("regionCode")),
        identifiers=registered(entity),
    )


def registered(entity: Entity) -> frozenset[str]:
    """Return the keys of an entity that registers gave it."""
    return frozenset(key for key in entity.keys if key.partition(":")[0] in registers())


def _first(value: object) -> str:
    """Return the first text of a value; '' where there is none."""
    return next(iter(texts(value)), "")
