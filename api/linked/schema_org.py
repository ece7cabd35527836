"""What search engines read of a page: the entity in the terms of schema.org.

Which of them are meant is read from the vocabulary's mappings, close ones included.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from rdflib import OWL, RDFS, SKOS

from api.linked.facts import web
from graph.entities import Entity, texts, uri
from graph.rdf.document import Description
from ontology import vocabulary
from ontology.model import load_model
from ontology.values.identifiers import registers
from ontology.vocabulary import LG

Json = Any
SCHEMA = "https://schema.org/"
MAPPED = (
    RDFS.subClassOf,
    OWL.equivalentClass,
    RDFS.subPropertyOf,
    SKOS.exactMatch,
    SKOS.closeMatch,
)


BACKWARDS = {"brand", "founder", "sponsor"}
"""Terms of relations that lead the other way in schema.org."""
PARTS: Mapping[str, tuple[str, str]] = {
    "streetAddress": ("address", "PostalAddress"),
    "addressLocality": ("address", "PostalAddress"),
    "addressCountry": ("address", "PostalAddress"),
    "postalCode": ("address", "PostalAddress"),
    "latitude": ("geo", "GeoCoordinates"),
    "longitude": ("geo", "GeoCoordinates"),
}
"""Terms that stand within an object of their own: its term and its class."""
ELSEWHERE = {"durationMonths", "expectedEnd", "name", "order", "stage", "takesPartIn"}
"""What says something else there: a duration is not a number, who takes part need not organise."""


@cache
def mappings() -> Mapping[str, str]:
    """Return local names of the vocabulary → the term of schema.org that comes nearest."""
    graph = vocabulary.read().graph
    found: dict[str, str] = {}
    for mapped in reversed(MAPPED):
        for term, other in sorted(graph.subject_objects(mapped)):
            name = str(term).removeprefix(str(LG))
            if str(other).startswith(SCHEMA) and name not in ELSEWHERE:
                found[name] = str(other).removeprefix(SCHEMA)
    return found


def schema_org(described: Description, base_uri: str, page: str) -> dict[str, Json]:
    """Return the entity, and its relations where schema.org has a word for them."""
    entity = described.entity
    found = _facts(entity)
    for relation in described.relations:
        term = mappings().get(load_model().relations[relation.type].property)
        if term and (relation.source == entity.id) != (term in BACKWARDS):
            found[term].append(_brief(described.other(relation), base_uri))
    return {
        "@context": SCHEMA.rstrip("/"),
        "@id": uri(entity, base_uri),
        "@type": _type(entity),
        "name": entity.label,
        "mainEntityOfPage": page,
        **{term: _one_or_all(some) for term, some in found.items() if some},
    }


def _facts(entity: Entity) -> defaultdict[str, list[Json]]:
    """Return the values of ``entity`` by term; parts of an address stand together."""
    found: defaultdict[str, list[Json]] = defaultdict(list)
    parts: dict[str, dict[str, Json]] = {}
    for name, value in entity.properties.items():
        term = mappings().get(name, "")
        if term in PARTS:
            whole, class_ = PARTS[term]
            parts.setdefault(whole, {"@type": class_})[term] = value
        elif term:
            found[term] += _values(name, value)
    found["sameAs"] += _same(entity)
    return found | {whole: [part] for whole, part in parts.items()}


def _type(entity: Entity) -> str:
    line = load_model().ancestors(entity.type)
    return next((mappings()[kind] for kind in line if kind in mappings()), "Thing")


def _values(name: str, value: object) -> list[Json]:
    one = load_model().properties[name]
    if one.datatype in ("integer", "decimal", "boolean"):
        return [value]
    said = texts(value)
    return [text for text in said if web(text)] if one.datatype == "anyURI" else [*said]


def _brief(entity: Entity, base_uri: str) -> dict[str, Json]:
    return {"@type": _type(entity), "@id": uri(entity, base_uri), "name": entity.label}


def _same(entity: Entity) -> Iterable[str]:
    """Yield the pages of registers about ``entity``."""
    for key in entity.keys:
        scheme, _, bare = key.partition(":")
        register = registers().get(scheme)
        if register and register.page:
            yield register.page.format(bare)


def _one_or_all(values: list[Json]) -> Json:
    unique = [one for number, one in enumerate(values) if one not in values[:number]]
    return unique[0] if len(unique) == 1 else unique
