"""Golden values: one entity or relation from all that its records say.

The rules, in their order: the source of higher priority speaks first, then the record that is
surer, then the newer one, then the one that says more; ties go by content, so that the result
never depends on the order of ingest. A single-valued property takes the first value, a
multi-valued one the union, a language-tagged one is decided language by language. Texts that lose
their place as the name of a language stay as other names. What a better record denies is left out
before all this (``graph.golden.denials``), and so is what speaks of something of another kind.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple, Protocol

from graph.dates import earliest, latest
from graph.entities import Entity, Relation
from graph.golden.denials import undenied_entities, undenied_relations
from graph.ledger.identity import entity_id
from graph.records import EntityRecord, Properties, RelationRecord, Scalar, Value
from ontology.agreements import computed

TIME_AND_ROLE = ("role", "since", "until")
REFERENCE = ("Technology", "Region")
"""Kinds that questions name: what the scheme or the tables know as one is nothing else."""


class Schema(Protocol):
    """What golden rules need to know of the vocabulary."""

    def top(self, type_: str) -> str:
        """Return the top kind of a class."""

    def depth(self, type_: str) -> int:
        """Return how specific a class is: 0 for a top kind."""

    def multiple(self, name: str) -> bool:
        """Tell whether a property may have several values."""


class Said(NamedTuple):
    """A record together with what the rules weigh of its source: priority and own date."""

    priority: int
    date: str
    record: EntityRecord | RelationRecord


def best_first(said: Iterable[Said]) -> list[EntityRecord | RelationRecord]:
    """Return the records in the order in which they are believed."""
    ranked = sorted(said, key=weights, reverse=True)
    return [record for _, alike in groupby(ranked, weights) for record in _by_content(alike)]


def weights(one: Said) -> tuple[int, float, str, int]:
    """Return what a record is weighed by: priority, confidence, date, completeness."""
    record = one.record
    return (one.priority, record.evidence.confidence, one.date, len(record.properties))


def _by_content(said: Iterable[Said]) -> list[EntityRecord | RelationRecord]:
    records = [one.record for one in said]
    return sorted(records, key=repr) if len(records) > 1 else records


def golden_entity(keys: Sequence[str], said: Iterable[Said], schema: Schema) -> Entity | None:
    """Return the entity that ``said`` describe under ``keys``; None when nothing describes it."""
    ranked = [record for record in best_first(said) if isinstance(record, EntityRecord)]
    records = undenied_entities(ranked)
    if not records:
        return None
    kinds = [schema.top(record.type) for record in records]
    kind = next((one for one in REFERENCE if one in kinds), kinds[0])
    records = [record for record, own in zip(records, kinds, strict=True) if own == kind]
    types = [record.type for record in records]
    properties = merged([record.properties for record in records], schema)
    if kind == "Agreement":
        properties = {**properties, **computed(properties)}
    return Entity(
        id=entity_id(keys),
        kind=kind,
        type=max(types, key=schema.depth),
        properties=properties,
        keys=tuple(keys),
    )


def golden_relations(
    source: str, type_: str, target: str, said: Iterable[Said], schema: Schema
) -> list[Relation]:
    """Return the relations between two entities that ``said`` state: one a role and a time."""
    said = list(said)
    if len(said) == 1 and not said[0].record.evidence.denies:
        return [_relation(source, type_, target, 0, dict(said[0].record.properties))]
    result = []
    for nth, spell in told_apart(said):
        properties = dict(merged([record.properties for record in spell], schema))
        result.append(_relation(source, type_, target, nth, properties))
    return result


def told_apart(said: Iterable[Said]) -> Iterator[tuple[int, list[RelationRecord]]]:
    """Yield the records of each relation between two entities, best first, with its number.

    Relations between the same two differ in their role, or in times that do not overlap.
    """
    by_role: defaultdict[str, list[RelationRecord]] = defaultdict(list)
    ranked = [record for record in best_first(said) if isinstance(record, RelationRecord)]
    for record in undenied_relations(ranked):
        by_role[str(record.properties.get("role", ""))].append(record)
    for _, records in sorted(by_role.items()):
        yield from enumerate(_spells(records))


def _relation(
    source: str, type_: str, target: str, nth: int, properties: dict[str, Value]
) -> Relation:
    role, since, until = [str(properties.pop(name, "")) for name in TIME_AND_ROLE]
    return Relation(source, type_, target, role, nth, since, until, properties)


def _spells(records: list[RelationRecord]) -> list[list[RelationRecord]]:
    """Part records whose times cannot overlap; those without a date go with the first spell."""
    dated = [record for record in records if _times(record) != ("", "")]
    if len({_times(record) for record in dated}) < 2:
        return [records]
    spells: list[tuple[str, list[RelationRecord]]] = []
    for record in sorted(dated, key=lambda one: _times(one)):
        since, until = _times(record)
        if spells and (not spells[-1][0] or not since or since <= spells[-1][0]):
            end, members = spells[-1]
            spells[-1] = (max(end, until) if end and until else "", [*members, record])
        else:
            spells.append((until, [record]))
    spell_of = {id(record): number for number, (_, spell) in enumerate(spells) for record in spell}
    return [
        [record for record in records if spell_of.get(id(record), 0) == number]
        for number in range(len(spells))
    ]


def _times(record: RelationRecord) -> tuple[str, str]:
    since, until = (str(record.properties.get(key, "")) for key in ("since", "until"))
    return (earliest(since) if since else "", latest(until) if until else "")


def merged(many: Sequence[Properties], schema: Schema) -> Properties:
    """Merge property maps given best first, by the rules above."""
    if len(many) == 1:
        return many[0]
    result: dict[str, Value] = {}
    lost: list[tuple[str, str]] = []
    for properties in many:
        for name, value in properties.items():
            if name not in result:
                result[name] = value
            elif schema.multiple(name):
                result[name] = union(result[name], value)
            elif isinstance(value, Mapping):
                result[name] = _by_language(result[name], value, lost if name == "name" else [])
    if lost:
        result["altName"] = _other_names(result, lost)
    return dict(sorted(result.items()))


def _by_language(first: Value, second: Mapping[str, object], lost: list[tuple[str, str]]) -> Value:
    """Keep the first text of each language; note the texts that lose."""
    if not isinstance(first, Mapping):
        return first
    chosen = {language: str(text) for language, text in first.items()}
    for language, text in second.items():
        if chosen.setdefault(language, str(text)) != text:
            lost.append((language, str(text)))
    return chosen


def _other_names(result: Mapping[str, Value], lost: Iterable[tuple[str, str]]) -> Value:
    others: dict[str, list[str]] = {}
    present = result.get("altName")
    if isinstance(present, Mapping):
        others = {key: list(value) for key, value in present.items()}
    for language, text in lost:
        bucket = others.setdefault(language, [])
        if text not in bucket:
            bucket.append(text)
    return {language: sorted(names) for language, names in sorted(others.items())}


def union(first: Value, second: Value) -> Value:
    """Return both values as one multi-valued value, in a stable order.

    >>> union(["b"], "a")
    ['a', 'b']
    >>> union({"en": ["b"]}, {"lt": "c", "en": "a"})
    {'en': ['a', 'b'], 'lt': ['c']}
    """
    if isinstance(first, Mapping) and isinstance(second, Mapping):
        languages = sorted({*first, *second})
        return {
            language: sorted({*_listed(first.get(language)), *_listed(second.get(language))})
            for language in languages
        }
    values: set[Scalar] = {*_scalars(first), *_scalars(second)}
    return sorted(values, key=lambda value: (str(type(value)), value))


def _listed(value: object) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else [str(item) for item in _scalars(value)]


def _scalars(value: object) -> list[Scalar]:
    if isinstance(value, str | int | float | bool):
        return [value]
    return (
        [item for item in value if isinstance(item, str | int | float | bool)]
        if isinstance(value, Sequence)
        else []
    )
