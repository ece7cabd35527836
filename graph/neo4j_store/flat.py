"""Entities and relations as the flat properties and labels that a person meets in Neo4j.

A text per language becomes one property a language: ``name_en``, ``altName_lt``. Properties
that begin with ``_`` are ours: ``_data`` holds everything exactly, as JSON.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from graph.entities import Entity, Relation
from graph.ledger.codec import dump, entity_data
from graph.records import Properties, Scalar
from ontology.model import load_model

NOT_IN_A_KEY = re.compile(r"\W")
LARGEST = 2**63 - 1
Flat = dict[str, Scalar | list[Scalar]]
"""Properties as Neo4j stores them: scalars and lists of one type."""


def entity_row(entity: Entity, revision: int) -> Flat:
    """Return all properties of the node of ``entity``, written in ``revision``."""
    dates = {"_start": entity.start, "_end": entity.end}
    return {
        **flat(entity.properties),
        "id": entity.id,
        "name": entity.label,
        "keys": list(entity.keys),
        "_kind": entity.kind,
        "_type": entity.type,
        "_data": entity_data(entity),
        "_opened": revision,
        **{key: date for key, date in dates.items() if date},
    }


def labels(entity: Entity) -> tuple[str, ...]:
    """Return the labels of ``entity`` from the vocabulary: Cluster, Organisation."""
    return load_model().ancestors(entity.type)


def relation_row(relation: Relation, revision: int) -> Flat:
    """Return all properties of the relationship of ``relation``, written in ``revision``."""
    texts = {"role": relation.role, "since": relation.since, "until": relation.until}
    row: Flat = {
        **flat(relation.properties),
        **{key: text for key, text in texts.items() if text},
        "_opened": revision,
    }
    if relation.nth:
        row["_nth"] = relation.nth
    if relation.properties:
        row["_data"] = dump(relation.properties)
    return row


def flat(properties: Properties) -> Flat:
    """Return ``properties`` without maps.

    >>> flat({"name": {"en": "light", "lt": "šviesa"}, "year": 2016})
    {'name_en': 'light', 'name_lt': 'šviesa', 'year': 2016}
    """
    result: Flat = {}
    for name, value in properties.items():
        if isinstance(value, Mapping):
            for language, text in value.items():
                result[NOT_IN_A_KEY.sub("_", f"{name}_{language}")] = _plain(text)
        else:
            result[name] = _plain(value)
    return result


def _plain(value: Scalar | Sequence[Scalar]) -> Scalar | list[Scalar]:
    if isinstance(value, str | int | float):
        return _scalar(value)
    return _alike(_scalar(one) for one in value)


def _scalar(value: Scalar) -> Scalar:
    """Return a number that Neo4j has no room for as text."""
    return str(value) if isinstance(value, int) and abs(value) > LARGEST else value


def _alike(values: Iterable[Scalar]) -> list[Scalar]:
    """Return a list of one type, of texts where ``values`` are of several."""
    found = list(values)
    return found if len({type(value) for value in found}) < 2 else [str(one) for one in found]
