"""What each source says by itself, in the terms of the vocabulary.

The dump of a source tells nothing but what its records state, under the URIs that its own keys
give. Those of merged entities lead on to the survivor. So no other source and no judgement changes
the dump, and its date is that of the source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from graph.chunks import chunks
from graph.entities import Entity
from graph.golden.rules import Said, golden_entity, golden_relations
from graph.ledger.codec import row_record
from graph.ledger.identity import entity_id
from graph.rdf.ends import decided_ends
from graph.rdf.projection import Projection
from graph.rdf.stars import statements
from graph.records import EntityRecord, Record, RelationRecord
from graph.schema import load_schema
from graph.store import GraphStore
from ontology.model import load_model


def standing_records(store: GraphStore) -> Iterator[tuple[str, Iterator[Record]]]:
    """Yield every source that states something, by name, with its standing records in order."""
    standing = (one for _, one in store.ledger.all_records() if one.closed is None)
    for source, some in groupby(standing, lambda one: one.source):
        yield source, (row_record(*one.row) for one in some)


class Sayings:
    """Records as statements; ``base`` begins the URIs of what they speak of."""

    def __init__(self, store: GraphStore, base: str) -> None:
        self._store = store
        self._schema = load_schema()
        self._projection = Projection(load_model(), base)
        self._ends = {name: decided_ends(load_model(), name) for name in load_model().relations}

    def of(self, records: Iterable[Record]) -> Iterator[str]:
        """Yield what ``records`` state; those beside each other about the same are one."""
        for some in chunks(records):
            kinds = self._kinds(some)
            for (subject, type_, target), group in groupby(some, _subject):
                said = [Said(0, "", one) for one in group]
                if target:
                    yield from self._relation(subject, type_, target, said, kinds)
                else:
                    yield from self._entity(said)

    def _entity(self, said: Sequence[Said]) -> Iterator[str]:
        records = [one.record for one in said if isinstance(one.record, EntityRecord)]
        keys = dict.fromkeys(key for one in records for key in (one.key, *one.identifiers))
        found: Entity | None = golden_entity([*keys], said, self._schema)
        if found:
            survivor = replace(found, id=entity_id([records[0].key]))
            yield from statements(self._projection.of_entity(survivor))

    def _relation(
        self, source: str, type_: str, target: str, said: Sequence[Said], kinds: Mapping[str, str]
    ) -> Iterator[str]:
        """Yield a relation, but for one whose end nobody describes and could be of many kinds."""
        ends = [
            (decided or kinds.get(key, ""), entity_id([key]))
            for decided, key in zip(self._ends[type_], (source, target), strict=True)
        ]
        if all(kind for kind, _ in ends):
            nodes = [self._projection.node(*end) for end in ends]
            for one in golden_relations(ends[0][1], type_, ends[1][1], said, self._schema):
                yield from statements(self._projection.of_relation(one, *nodes))

    def _kinds(self, records: Sequence[Record]) -> dict[str, str]:
        """Return key → top kind of the ends that no type of relation decides."""
        unknown = {
            key
            for one in records
            if isinstance(one, RelationRecord)
            for decided, key in zip(self._ends[one.type], (one.source, one.target), strict=True)
            if not decided
        }
        ids = self._store.ledger.identities(unknown)
        types = self._store.golden.types(set(ids.values()))
        return {key: self._schema.top(types[id_]) for key, id_ in ids.items() if id_ in types}


def _subject(record: Record) -> tuple[str, str, str]:
    """Return what tells apart entities, and relations: an entity has no target."""
    if isinstance(record, EntityRecord):
        return record.key, "", ""
    return record.source, record.type, record.target
