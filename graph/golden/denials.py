"""What is not so: a record of confidence 0 hides what sources that are believed less say.

Of an entity it hides the values that it names, and the entity as a whole when it names none; of a
relation it hides those that have all the properties it names. A record that is believed more, such
as a later entry by hand, is not touched: what was denied can be said again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from graph.records import EntityRecord, Properties, RelationRecord, Value

Told = TypeVar("Told", EntityRecord, RelationRecord)


def undenied_entities(records: Sequence[EntityRecord]) -> Sequence[EntityRecord]:
    """Return the ``records`` of one entity, given best first, without what is denied."""
    if not any(one.evidence.denies for one in records):
        return records
    return [
        replace(one, properties=dict(_left(one.properties, denied)))
        for one, denied in _with_denied(records)
        if all(denied)
    ]


def undenied_relations(records: Sequence[RelationRecord]) -> Sequence[RelationRecord]:
    """Return the ``records`` of relations between two entities, best first, without the denied."""
    if not any(one.evidence.denies for one in records):
        return records
    return [
        one
        for one, denied in _with_denied(records)
        if not any(no.items() <= one.properties.items() for no in denied)
    ]


def _with_denied(records: Sequence[Told]) -> Iterator[tuple[Told, Sequence[Properties]]]:
    """Yield the records that deny nothing, each with what those before it deny."""
    denied: list[Properties] = []
    for one in records:
        if one.evidence.denies:
            denied.append(one.properties)
        else:
            yield one, denied


def _left(properties: Properties, denied: Sequence[Properties]) -> Iterator[tuple[str, Value]]:
    for name, value in properties.items():
        left: Value | None = value
        for no in denied:
            left = without(left, no[name]) if left is not None and name in no else left
        if left is not None:
            yield name, left


def without(value: Value, denied: Value) -> Value | None:
    """Return ``value`` without what ``denied`` has of it; None when nothing is left.

    >>> without({"en": "Alpha", "lt": "Alfa"}, {"lt": "Alfa"})
    {'en': 'Alpha'}
    >>> without(["lasers", "optics"], "optics")
    ['lasers']
    >>> without("2016", "2017")
    '2016'
    >>> without("optics", ["lasers", "optics"]) is None
    True
    """
    if isinstance(value, Mapping):
        if not isinstance(denied, Mapping):
            return value
        parts = {
            key: without(part, denied[key]) if key in denied else part
            for key, part in value.items()
        }
        kept = {key: part for key, part in parts.items() if part is not None}
        return kept or None  # type: ignore[return-value]
    if isinstance(value, Sequence) and not isinstance(value, str):
        gone = [denied] if isinstance(denied, str) or not isinstance(denied, Sequence) else denied
        return [one for one in value if one not in gone] or None
    return None if value == denied or _among(value, denied) else value


def _among(value: Value, denied: Value) -> bool:
    return (
        not isinstance(denied, str | Mapping) and isinstance(denied, Sequence) and value in denied
    )
