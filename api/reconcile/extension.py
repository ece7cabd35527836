"""Columns that a client adds to its table: values of properties, entity by entity."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from api.reconcile.batch import decoded
from api.reconcile.errors import ReconcileError, TooLargeError
from api.reconcile.identifiers import Named, entities_at, identifier, properties, type_named, types
from api.reconcile.request import Said
from api.service import Service
from graph.entities import Entity, Relation, texts
from graph.reconciliation.asked import CITY, COUNTRY, REGION
from graph.reconciliation.scoring import region_of
from graph.store import GraphStore
from ontology.model import load_model
from ontology.values.identifiers import registers

ROWS, COLUMNS = 1_000, 50
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Cell = dict[str, Any]


def proposed(service: Service, said: Said) -> dict[str, Any]:
    """Return the properties that entities of a type may have."""
    del service
    type_ = type_named(said.get("type") or "Organisation")
    limit = said.get("limit") or str(COLUMNS)
    if not (limit.isascii() and limit.isdecimal() and 0 < len(limit) < 6):
        raise ReconcileError(f"'limit' is '{limit[:50]}': send a number")
    found = [one.short() for one in columns_of(type_.id)][: int(limit)]
    return {"limit": int(limit), "type": type_.id, "properties": found}


def columns_of(type_: str) -> list[Named]:
    """Return what can be told of entities of a type: properties, then relations that lead away."""
    model = load_model()
    line = set(model.ancestors(type_))
    allowed = set(model.properties_of(type_)) | {
        s for s, r in registers().items() if r.kind in line
    }
    if _leads(type_, "LOCATED_IN"):
        allowed |= {COUNTRY, CITY}
    own = [one for name, one in properties().items() if name in allowed]
    return own + [one for name, one in relations().items() if _leads(type_, model_name(name))]


def _leads(type_: str, relation: str) -> bool:
    model = load_model()
    line = set(model.ancestors(type_))
    return any(source in line for source, _ in model.relations[relation].pairs)


def relations() -> dict[str, Named]:
    """Return the relations by their names in RDF."""
    return {one.property: Named.of(one.property, one) for one in load_model().relations.values()}


def model_name(property_: str) -> str:
    """Return the type of the relation of this name in RDF."""
    every = load_model().relations.values()
    return next(one.name for one in every if one.property == property_)


def extended(store: GraphStore, text: str) -> dict[str, Any]:
    """Return the answer to a data extension query. Raises ``ReconcileError``."""
    said = decoded(text, "extend")
    ids, columns = _ids(said.get("ids")), _columns(said.get("properties"))
    entities = entities_at(store, ids)
    around = _around(store, entities.values(), [one.id for one in columns])
    rows = {
        id_: {
            one.id: _cells(entities[id_], one.id, around) if id_ in entities else []
            for one in columns
        }
        for id_ in ids
    }
    return {"meta": [_told(one) for one in columns], "rows": rows}


def _told(column: Named) -> dict[str, Any]:
    """Return a column and, where its values are entities of one type, which that is."""
    if column.id not in relations():
        return column.short()
    pairs = load_model().relations[model_name(column.id)].pairs
    end, *others = {target for _, target in pairs}
    return column.short() if others else {**column.short(), "type": types()[end].short()}


def _ids(said: object) -> list[str]:
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        raise ReconcileError("'extend': 'ids' is no array of identifiers")
    if len(said) > ROWS:
        raise TooLargeError(f"'extend' names {len(said)} entities: send at most {ROWS}")
    return said


def _columns(said: object) -> list[Named]:
    if not isinstance(said, list) or not all(isinstance(one, dict) for one in said):
        raise ReconcileError("'extend': 'properties' is no array of objects")
    if len(said) > COLUMNS:
        raise TooLargeError(f"'extend' names {len(said)} properties: send at most {COLUMNS}")
    known = {**relations(), **properties()}
    for one in said:
        if not isinstance(one.get("id"), str) or one["id"] not in known:
            raise ReconcileError(
                f"'extend': '{str(one.get('id'))[:50]}' is no property: ask /reconcile/properties"
            )
    return [known[one["id"]] for one in said]


class Around:
    """The relations of entities by their source, and the entities at the other end."""

    def __init__(self, found: Sequence[Relation], others: Mapping[str, Entity]) -> None:
        self.others = others
        self._by_source: defaultdict[tuple[str, str], list[Relation]] = defaultdict(list)
        for one in found:
            self._by_source[one.source, one.type].append(one)

    def of(self, entity: Entity, type_: str) -> list[Relation]:
        """Return the relations of a type that lead away from an entity."""
        return self._by_source[entity.id, type_]


def _around(store: GraphStore, entities: Iterable[Entity], columns: Iterable[str]) -> Around:
    asked = set(columns)
    wanted = {model_name(one) for one in asked & relations().keys()}
    if asked & {COUNTRY, CITY, REGION}:
        wanted.add("LOCATED_IN")
    if not wanted:
        return Around([], {})
    found = store.golden.relations([one.id for one in entities], sorted(wanted), "out")
    return Around(found, store.golden.entities({one.target for one in found}))


def _cells(entity: Entity, column: str, around: Around) -> list[Cell]:
    if column in PLACED:
        places = around.of(entity, "LOCATED_IN")
        found = PLACED[column](places) or texts(entity.properties.get(column))
        return [{"str": one} for one in dict.fromkeys(found)]
    if column in relations():
        ends = {one.target: None for one in around.of(entity, model_name(column))}
        others = (around.others[id_] for id_ in ends if id_ in around.others)
        return [{"id": identifier(one), "name": one.label} for one in others]
    if column in registers():
        keys = [key.partition(":") for key in entity.keys]
        return [{"str": bare} for scheme, _, bare in keys if scheme == column]
    return [*map(_cell, _values(entity.properties.get(column)))]


def _values(said: object) -> list[object]:
    """Return the values inside a property, whatever its shape."""
    if isinstance(said, Mapping):
        return [one for some in said.values() for one in _values(some)]
    if isinstance(said, list | tuple):
        return [*said]
    return [] if said is None else [said]


def _cell(value: object) -> Cell:
    if isinstance(value, bool):
        return {"str": str(value).lower()}
    if isinstance(value, int):
        return {"int": value}
    if isinstance(value, float):
        return {"float": value}
    text = str(value)
    return {"date": f"{text}T00:00:00Z"} if DAY.fullmatch(text) else {"str": text}


def _countries(places: Iterable[Relation]) -> list[str]:
    regions = [region_of(one.target) for one in places]
    return [one.country for one in regions if one and one.country]


def _cities(places: Iterable[Relation]) -> list[str]:
    return [city for one in places for city in texts(one.properties.get("city"))]


def _regions(places: Iterable[Relation]) -> list[str]:
    return [one.target for one in places]


PLACED: Mapping[str, Callable[[Iterable[Relation]], list[str]]] = {
    COUNTRY: _countries,
    CITY: _cities,
    REGION: _regions,
}


def places_of(store: GraphStore, entity: Entity) -> list[str]:
    """Return where an entity is, in words: city, region, country."""
    found = []
    for one in store.golden.relations([entity.id], ["LOCATED_IN"], "out"):
        region = region_of(one.target)
        words = [*_cities([one]), region.name() if region else one.target]
        found.append(", ".join([*words, *_countries([one])]))
    return list(dict.fromkeys(found))
