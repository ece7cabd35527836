"""Answers as plain JSON values: the shapes that the command line, HTTP and Python share.

Keys are stable; every key is always there, empty when there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from typing import Any

from graph.entities import DEFAULT_BASE_URI, Entity, Relation, uri
from graph.ledger.visibility import Visibility
from graph.question.evidence import Witness
from graph.stored import SourceVersion

Json = Any


def shape(value: object) -> Json:
    """Return dataclasses, mappings and sequences as dicts and lists, all else as it is."""
    if is_dataclass(value) and not isinstance(value, type):
        return {name: shape(part) for name, part in asdict(value).items()}
    if isinstance(value, Mapping):
        return {str(key): shape(part) for key, part in value.items()}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [shape(part) for part in value]
    return value


def entity_shape(entity: Entity, base_uri: str = DEFAULT_BASE_URI) -> dict[str, Json]:
    """Return an entity: ``id``, ``uri``, ``name``, ``kind``, ``type``, ``keys``, ``properties``."""
    return {
        "id": entity.id,
        "uri": uri(entity, base_uri),
        "name": entity.label,
        "kind": entity.kind,
        "type": entity.type,
        "keys": list(entity.keys),
        "properties": shape(entity.properties),
    }


def relation_shape(relation: Relation, evidence: Sequence[Witness] = ()) -> dict[str, Json]:
    """Return a relation: ``relation``, its ends, role, dates, properties and evidence."""
    return {
        "relation": relation.type,
        "source": relation.source,
        "target": relation.target,
        "role": relation.role,
        "since": relation.since,
        "until": relation.until,
        "properties": shape(relation.properties),
        "evidence": shape(list(evidence)),
    }


def source_shape(version: SourceVersion, tally: tuple[int, int, int]) -> dict[str, Json]:
    """Return a source: what it says of itself, when it was read, and how much it states.

    ``tally`` counts its records, entities and relations.
    """
    info = version.info
    records, entities, relations = tally
    return {
        "name": info.name,
        "title": info.title,
        "origin": info.origin,
        "licence": info.licence,
        "attribution": info.attribution,
        "visibility": str(Visibility.parse(info.visibility)),
        "date": info.date,
        "digest": info.digest,
        "extractor": info.extractor,
        "priority": info.priority,
        "read_at": version.read_at,
        "records": records,
        "entities": entities,
        "relations": relations,
    }
