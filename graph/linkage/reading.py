"""The organisations of a store as linking sees them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from graph.chunks import chunks
from graph.entities import Entity, Relation, texts
from graph.linkage.organisation import Organisation
from graph.places import place_path
from graph.store import GraphStore
from ontology.regions import load_regions
from ontology.values.identifiers import registers

KIND, LOCATED = "Organisation", "LOCATED_IN"


class Filed(NamedTuple):
    """A record by the first key of its entity, and the id of that."""

    entity: str
    record: Organisation


def every(store: GraphStore) -> Iterator[Filed]:
    """Yield each organisation of a store that has a name."""
    return _filed(store, store.golden.all_entities(KIND))


def some(store: GraphStore, ids: Collection[str]) -> Iterator[Filed]:
    """Yield those of ``ids`` that are organisations with a name."""
    found = (one for part in chunks(ids) for _, one in sorted(store.golden.entities(part).items()))
    return _filed(store, (one for one in found if one.kind == KIND))


def changed(store: GraphStore, since: int) -> set[str]:
    """Return the ids of what was entered, moved or dropped after a revision."""
    entities, relations = store.golden.changed(since)
    return {*entities, *(source for source, type_, *_ in relations if type_ == LOCATED)}


def _filed(store: GraphStore, entities: Iterable[Entity]) -> Iterator[Filed]:
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
