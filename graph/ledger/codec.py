"""Records and golden things as flat rows, the same in every store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from graph.entities import Entity, Relation
from graph.errors import StoreError
from graph.ledger.identity import hashed_id
from graph.records import EntityRecord, Evidence, Properties, Record, RelationRecord

RecordRow = tuple[str, str, str, str]
"""(subject key, type, object key or '', JSON of the rest)."""
EntityRow = tuple[str, str, str, str]
"""(id, top kind, most specific class, JSON of the rest)."""
RelationRow = tuple[str, str, str, str, int, str, str, str]
"""(source, type, target, role, nth, since, until, JSON of the properties or '')."""


def record_row(record: Record) -> RecordRow:
    """Return ``record`` as a row; equal records give equal rows."""
    evidence = record.evidence
    rest: dict[str, Any] = {"p": record.properties, "l": evidence.locator}
    if evidence.urls:
        rest["u"] = evidence.urls
    if evidence.quote:
        rest["q"] = evidence.quote
        rest["g"] = evidence.language
    if evidence.confidence != 1.0:
        rest["c"] = evidence.confidence
    if isinstance(record, EntityRecord):
        if record.identifiers:
            rest["i"] = record.identifiers
        return (record.key, record.type, "", dump(rest))
    return (record.source, record.type, record.target, dump(rest))


def called(row: RecordRow) -> str | None:
    """Return the id with a hash that the key of an entity record lends; None of any other row.

    Stores keep it beside the row, to find the key by it.
    """
    subject, _, object_, _ = row
    return None if object_ else hashed_id(subject)


def row_record(subject: str, type_: str, object_: str, data: str) -> Record:
    """Return the record that ``record_row`` wrote."""
    rest = orjson.loads(data)
    evidence = Evidence(
        locator=rest["l"],
        urls=tuple(rest.get("u", ())),
        quote=rest.get("q", ""),
        language=rest.get("g", ""),
        confidence=rest.get("c", 1.0),
    )
    if object_:
        return RelationRecord(subject, type_, object_, rest["p"], evidence)
    return EntityRecord(subject, type_, rest["p"], evidence, tuple(rest.get("i", ())))


def dump(value: object) -> str:
    """Return compact JSON with sorted keys: equal values give equal text."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def entity_data(entity: Entity) -> str:
    """Return the part of an entity that has no column of its own, as JSON."""
    return dump({"p": entity.properties, "k": entity.keys})


def row_entity(id_: str, kind: str, type_: str, data: str) -> Entity:
    """Return the entity of a row whose ``data`` is that of ``entity_data``."""
    keys, properties = entity_parts(id_, data)
    return Entity(id_, kind, type_, properties, tuple(keys))


def entity_parts(id_: str, data: str) -> tuple[Sequence[str], Properties]:
    """Return the keys and the properties in ``entity_data``.

    Raises ``StoreError`` for what it cannot be.
    """
    try:
        rest = orjson.loads(data)
        return rest["k"], rest["p"]
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged(f"the entity {id_}") from error


def row_relation(
    source: str, type_: str, target: str, role: str, nth: int, since: str, until: str, data: str
) -> Relation:
    """Return the relation of a row; ``data`` is the JSON of its properties or ''."""
    properties = relation_properties(source, type_, target, data)
    return Relation(source, type_, target, role, nth, since, until, properties)


def relation_properties(source: str, type_: str, target: str, data: str) -> Properties:
    """Return the properties of a relation, whose JSON or '' ``data`` is.

    Raises ``StoreError`` for what it cannot be.
    """
    try:
        properties: Properties = orjson.loads(data) if data else {}
    except ValueError as error:
        raise _damaged(f"the relation {source} {type_} {target}") from error
    return properties


def _damaged(what: str) -> StoreError:
    return StoreError(
        f"what the store holds of {what} is damaged: `lumigraph migrate` to an empty store works "
        "it out anew from the records"
    )
