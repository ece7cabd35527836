"""Does the golden graph follow from the records? It is worked out again, and compared."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from graph.chunks import chunks
from graph.doctor.check import mending
from graph.doctor.sample import Sample
from graph.entities import Entity, Relation, RelationKey
from graph.golden.consequences import Outcome, outcome
from graph.schema import Schema
from graph.store import GraphStore
from graph.stored import GoldenDelta

PART = 500
"""Entities that are worked out at a time."""


@dataclass(slots=True)
class Difference:
    """What would have to change, so that the golden graph follows from the records."""

    entities: dict[str, Entity] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    identities: dict[str, str] = field(default_factory=dict)
    keys_gone: set[str] = field(default_factory=set)

    @property
    def delta(self) -> GoldenDelta:
        """What of entities would."""
        return GoldenDelta([*self.entities.values()], sorted(self.gone))


class Recount:
    """The golden graph of ``store`` beside what its records give, part by part."""

    def __init__(self, store: GraphStore, schema: Schema, sample: Sample) -> None:
        self._store = store
        self._schema = schema
        self._sample = sample

    def parts(self) -> Iterator[tuple[Collection[str], Outcome]]:
        """Yield ids of entities with what the records around them give.

        A key that two of them speak of comes twice.
        """
        ledger = self._store.ledger
        ids = (one.id for one in self._store.golden.all_entities() if self._sample.has(one.id))
        for some in chunks(ids, PART):
            keys = {key for one in self._store.golden.entities(some).values() for key in one.keys}
            keys.update(key for named in ledger.keys_of(some).values() for key in named)
            yield self._outcome(some, keys)
        for rest in chunks(self._unled(), PART):
            yield self._outcome([], set(rest))

    def _outcome(self, ids: Collection[str], keys: set[str]) -> tuple[Collection[str], Outcome]:
        found = outcome(self._store, self._schema, keys)
        regrouping = found.regrouping
        return {*ids, *regrouping.entities, *regrouping.before.values()}, found

    def _unled(self) -> Iterator[str]:
        """Yield the keys that records are about and that mean no entity."""
        ledger = self._store.ledger
        for version in ledger.sources():
            units = ledger.units(version.info.name).values()
            for some in chunks([one.number for one in units if self._sample.has(one.key)]):
                rows = ledger.unit_records(some)
                about = {getattr(one.record, "key", "") for one in rows} - {""}
                meant = ledger.identities(about)
                there = self._store.golden.types(set(meant.values()))
                yield from sorted(key for key in about if meant.get(key) not in there)


class EntityCheck:
    """Entities, and what keys mean."""

    def __init__(self, store: GraphStore, schema: Schema, sample: Sample) -> None:
        self._store = store
        self._recount = Recount(store, schema, sample)
        self._found = Difference()
        self._at = 0

    def find(self) -> Iterator[str]:
        """Yield the ids and keys that are not what the records give."""
        self._found, self._at = Difference(), self._store.revision().number
        for ids, part in self._recount.parts():
            yield from self._entities(ids, part)
            yield from self._identities(part)

    def mend(self) -> None:
        """Enter what ``find`` found last; see ``mending``."""
        found = self._found
        with mending(self._store.writing, "entities", self._at):
            self._store.ledger.identify(found.identities, found.keys_gone - {*found.identities})
            self._store.golden.apply(found.delta)

    def _entities(self, ids: Collection[str], part: Outcome) -> Iterator[str]:
        held, right = self._store.golden.entities(ids), part.regrouping.entities
        for id_ in sorted({*ids} - self._found.entities.keys() - self._found.gone):
            if id_ in right and held.get(id_) != right[id_]:
                self._found.entities[id_] = right[id_]
                yield f"{id_} is {'other than they say' if id_ in held else 'missing'}"
            elif id_ in held and id_ not in right:
                self._found.gone.add(id_)
                yield f"{id_} is there, and no record speaks of it"

    def _identities(self, part: Outcome) -> Iterator[str]:
        before, after = part.regrouping.before, part.regrouping.after
        told = self._found.identities.keys() | self._found.keys_gone
        for key in sorted((before.keys() | after.keys()) - told):
            if before.get(key) != after.get(key):
                if key in after:
                    self._found.identities[key] = after[key]
                else:
                    self._found.keys_gone.add(key)
                yield f"the key {key} means {before.get(key, 'nothing')}"


class RelationCheck:
    """Relations between entities that are as they should be."""

    def __init__(self, store: GraphStore, schema: Schema, sample: Sample) -> None:
        self._store = store
        self._recount = Recount(store, schema, sample)
        self._put: dict[RelationKey, Relation] = {}
        self._gone: set[RelationKey] = set()
        self._at = 0

    def find(self) -> Iterator[str]:
        """Yield the relations that are not what the records give."""
        self._put.clear()
        self._gone.clear()
        self._at = self._store.revision().number
        for ids, part in self._recount.parts():
            held = {one.key: one for one in self._store.golden.relations(ids)}
            for key in sorted(held.keys() | part.relations.keys()):
                yield from self._compare(key, held.get(key), part.relations.get(key))

    def mend(self) -> None:
        """Enter what ``find`` found last; see ``mending``."""
        delta = GoldenDelta(relations=[*self._put.values()], relations_gone=sorted(self._gone))
        with mending(self._store.writing, "relations", self._at):
            self._store.golden.apply(delta)
            keys = (*self._put, *self._gone)
            self._store.golden.relate({end for one in keys for end in (one[0], one[2])})

    def _compare(
        self, key: RelationKey, held: Relation | None, right: Relation | None
    ) -> Iterator[str]:
        if held == right or key in self._put or key in self._gone:
            return
        if right:
            self._put[key] = right
        else:
            self._gone.add(key)
        state = "missing" if not held else "other than they say" if right else "said by no record"
        yield f"{' '.join(map(str, key[:3]))} is {state}"
