"""Where sources contradict each other: what stands, what lost, and the rule that chose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from graph.chunks import chunks
from graph.entities import Entity
from graph.errors import UsageError
from graph.question.search import entity_named
from graph.records import EntityRecord, Value
from graph.review.contradiction import (
    EXACTNESS,
    Contradiction,
    Stated,
    claim,
    fitting,
    ranked,
    settled,
)
from graph.review.lengths import LENGTH, misfit
from graph.review.tie_contradictions import of_ties
from graph.schema import Schema
from graph.store import GraphStore
from graph.stored import StoredRecord

PART = 1_000


def contradictions(
    store: GraphStore, schema: Schema, kind: str = "", entity: str = ""
) -> Iterator[Contradiction]:
    """Yield the contradictions about entities (of a top kind, or about one), by id.

    After those of an entity's own values come those of the relations that lead from it.
    Names are left out: who is called otherwise elsewhere has another name, no contradiction.
    Raises ``UsageError`` when ``kind`` is no top kind, and as ``entity_named`` does for an
    ``entity`` that is not there.
    """
    tops = sorted({schema.top(name) for name in schema.model.kinds})
    if kind and kind not in tops:
        raise UsageError(f"'{kind}' is no top kind: give one of {', '.join(tops)}")
    if entity:
        yield from _among(store, schema, [entity_named(store, entity)])
        return
    for some in chunks(store.golden.all_entities(kind), PART):
        yield from _among(store, schema, some)


def _among(
    store: GraphStore, schema: Schema, entities: Sequence[Entity]
) -> Iterator[Contradiction]:
    owner = {key: one.id for one in entities for key in one.keys}
    said: defaultdict[str, list[StoredRecord]] = defaultdict(list)
    for stored in store.ledger.entity_records(sorted(owner)):
        if isinstance(stored.record, EntityRecord) and not stored.record.evidence.denies:
            said[owner[stored.record.key]].append(stored)
    ties = of_ties(store, schema, entities)
    for one in entities:
        if len(said[one.id]) > 1:
            yield from _about(one, said[one.id], schema)
            yield from _of_length(one, said[one.id])
        yield from ties.get(one.id, ())


def _of_length(entity: Entity, said: Sequence[StoredRecord]) -> Iterator[Contradiction]:
    found = misfit(entity, ranked(said))
    if found:
        stands, lost = claim(found.period, found.dated), [claim(found.length, found.measured)]
        yield Contradiction(entity.id, entity.label, LENGTH, "", stands, lost, EXACTNESS)


def _about(entity: Entity, said: Sequence[StoredRecord], schema: Schema) -> Iterator[Contradiction]:
    claims: defaultdict[tuple[str, str], list[Stated]] = defaultdict(list)
    for stored in ranked(said):
        for name, value in stored.record.properties.items():
            if name == "name" or schema.multiple(name) or name not in entity.properties:
                continue
            for language in value if isinstance(value, Mapping) else [""]:
                claims[name, language].append((_part(value, language), stored))
    for (name, language), stated in sorted(claims.items()):
        golden = _part(entity.properties[name], language)
        found = settled(stated, golden, fitting(schema, name))
        if found:
            told = (found.stands, found.lost, found.rule)
            yield Contradiction(entity.id, entity.label, name, language, *told)


def _part(value: Value, language: str) -> Value:
    """Return the text of a language, or the value itself where it has none."""
    return value.get(language, "") if isinstance(value, Mapping) else value
