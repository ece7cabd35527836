"""Who says so: the records behind a relation or an entity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.chunks import chunks
from graph.entities import Entity, RelationKey, Triple
from graph.golden.rules import told_apart
from graph.records import EntityRecord, Scalar, Value
from graph.store import GraphStore
from graph.stored import StoredRecord


@dataclass(frozen=True, slots=True)
class Witness:
    """One record that supports a fact: the source, the place in it, and what it says verbatim."""

    source: str
    locator: str
    urls: tuple[str, ...]
    quote: str
    language: str
    confidence: float

    @classmethod
    def of(cls, stored: StoredRecord) -> Witness:
        """Return the witness that a stored record is."""
        evidence = stored.record.evidence
        return cls(
            stored.source,
            evidence.locator,
            evidence.urls,
            evidence.quote,
            evidence.language,
            evidence.confidence,
        )

    @property
    def order(self) -> tuple[float, str, str]:
        """Sort key: the surest first, then by source and place."""
        return (-self.confidence, self.source, self.locator)


def relation_evidence(
    store: GraphStore, triples: Collection[Triple]
) -> dict[RelationKey, list[Witness]]:
    """Return the witnesses of each relation between these ends; those without any are left out.

    Whoever states another role, or a time that does not overlap, states another relation.
    """
    said: defaultdict[Triple, list[StoredRecord]] = defaultdict(list)
    for some in chunks(triples):
        for triple, stored in store.ledger.stating(some):
            said[triple].append(stored)
    return {
        (*triple, role, nth): _ordered([Witness.of(one) for one in spell])
        for triple, all_ in said.items()
        for role, nth, spell in _spells(all_)
    }


def _spells(said: Sequence[StoredRecord]) -> Iterator[tuple[str, int, list[StoredRecord]]]:
    """Yield role, number and records of each relation that ``said`` state between two entities."""
    if len(said) == 1 and not said[0].record.evidence.denies:  # as of most
        yield str(said[0].record.properties.get("role", "")), 0, [*said]
        return
    stored = {id(one.record): one for one in said}
    for nth, records in told_apart(one.said for one in said):
        role = str(records[0].properties.get("role", ""))
        yield role, nth, [stored[id(record)] for record in records]


def entity_evidence(
    store: GraphStore, entity: Entity, *, keys_too: bool = False
) -> dict[str, list[Witness]]:
    """Return property name → the witnesses that state its value, or one of its values.

    Who states another value than the one that stands is no witness of it. With ``keys_too`` those
    count for ``identifier`` as well that name the entity by one.
    """
    found: defaultdict[str, list[Witness]] = defaultdict(list)
    for stored in store.ledger.entity_records(sorted(entity.keys)):
        if isinstance(stored.record, EntityRecord) and not stored.record.evidence.denies:
            for name in _backed(stored.record, entity):
                found[name].append(Witness.of(stored))
            if keys_too and any(
                ":" in key for key in (stored.record.key, *stored.record.identifiers)
            ):
                found["identifier"].append(Witness.of(stored))
    return {name: _ordered(witnesses) for name, witnesses in sorted(found.items())}


def _backed(record: EntityRecord, entity: Entity) -> Iterator[str]:
    """Yield the properties of ``entity`` of which ``record`` states a value.

    A name that gave way to another stands among the other names.
    """
    for name, value in record.properties.items():
        if not _values(value).isdisjoint(_values(entity.properties.get(name, ()))):
            yield name
    others = _values(entity.properties.get("altName", ()))
    if "altName" not in record.properties and not others.isdisjoint(
        _values(record.properties.get("name", ()))
    ):
        yield "altName"


def _values(value: Value) -> frozenset[tuple[str, Scalar]]:
    """Return the single values of ``value``, each with its language ('' where it has none)."""
    if isinstance(value, Mapping):
        return frozenset(
            (language, text) for language, some in value.items() for _, text in _values(some)
        )
    many = [value] if isinstance(value, str) or not isinstance(value, Sequence) else value
    return frozenset(("", one) for one in many)


def entities_evidence(store: GraphStore, ids: Collection[str]) -> dict[str, list[Witness]]:
    """Return who says anything of each of these entities, in one look."""
    owner = {key: id_ for id_, keys in store.ledger.keys_of(ids).items() for key in keys}
    found: defaultdict[str, list[Witness]] = defaultdict(list)
    for some in chunks(sorted(owner)):
        for stored in store.ledger.entity_records(some):
            if isinstance(stored.record, EntityRecord) and not stored.record.evidence.denies:
                found[owner[stored.record.key]].append(Witness.of(stored))
    return {id_: _ordered(witnesses) for id_, witnesses in found.items()}


def _ordered(witnesses: list[Witness]) -> list[Witness]:
    if len(witnesses) == 1:
        return witnesses
    return sorted(dict.fromkeys(witnesses), key=lambda one: one.order)


Evidence = Mapping[RelationKey, list[Witness]]
