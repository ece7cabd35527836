"""Who says so: the records behind a relation or an entity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from graph.chunks import chunks
from graph.entities import Triple
from graph.records import EntityRecord
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
) -> dict[Triple, list[Witness]]:
    """Return the witnesses of each (source, type, target); those without any are left out."""
    found: defaultdict[Triple, list[Witness]] = defaultdict(list)
    for some in chunks(triples):
        for triple, stored in store.ledger.stating(some):
            if not stored.record.evidence.denies:
                found[triple].append(Witness.of(stored))
    return {triple: _ordered(witnesses) for triple, witnesses in found.items()}


def entity_evidence(
    store: GraphStore, id_: str, *, keys_too: bool = False
) -> dict[str, list[Witness]]:
    """Return property name → the witnesses that state a value of it.

    With ``keys_too`` those count for ``identifier`` as well that name the entity by one.
    """
    keys = store.ledger.keys_of([id_]).get(id_, [])
    found: defaultdict[str, list[Witness]] = defaultdict(list)
    for stored in store.ledger.entity_records(keys):
        if isinstance(stored.record, EntityRecord) and not stored.record.evidence.denies:
            for name in stored.record.properties:
                found[name].append(Witness.of(stored))
            if keys_too and any(
                ":" in key for key in (stored.record.key, *stored.record.identifiers)
            ):
                found["identifier"].append(Witness.of(stored))
    return {name: _ordered(witnesses) for name, witnesses in sorted(found.items())}


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


Evidence = Mapping[Triple, list[Witness]]
