"""What a decision would do to the graph, tried out on a small copy of what lies around it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field

from graph.chunks import chunks
from graph.entities import Entity, Relation
from graph.golden.regrouping import neighbourhood
from graph.ledger.history import copied
from graph.ledger.identity import Judgement
from graph.records import EntityRecord, Evidence, RelationRecord, SourceInfo
from graph.schema import Schema
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore, Ledger
from graph.stored import StoredRecord

ENDS = SourceInfo("ends", "", "", "rehearsal 1")
"""The source of what the copy says of the entities at the other ends: their names and classes."""


@dataclass(frozen=True, slots=True)
class Effect:
    """How a decision would change the graph: entities and relations ``before`` and ``after`` it.

    Those that stay as they are, are in neither. ``names`` are those of all that the relations tie.
    """

    before: Sequence[Entity] = ()
    after: Sequence[Entity] = ()
    relations_before: Sequence[Relation] = ()
    relations_after: Sequence[Relation] = ()
    names: Mapping[str, str] = field(default_factory=dict)


def rehearse(
    store: GraphStore,
    schema: Schema,
    keys: Collection[str],
    step: Callable[[GraphStore], object],
    beside: Collection[str] = (),
) -> Effect:
    """Return what ``step`` would change among what ``keys`` mean and what is tied to it.

    Of what ``beside`` mean the copy knows only that it is there.
    """
    judgements = store.ledger.judgements()
    near = neighbourhood(store.ledger, keys, judgements).keys
    with closing(_around(store, schema, near, judgements, beside)) as copy:
        entities, relations = _state(copy)
        step(copy)
        then, tied = _state(copy)
    effect = Effect(
        [one for one in entities if one not in then],
        [one for one in then if one not in entities],
        [one for one in relations if one not in tied],
        [one for one in tied if one not in relations],
        {one.id: one.label for one in (*entities, *then)},
    )
    return _without_artefacts(effect, store, near)


def _without_artefacts(effect: Effect, store: GraphStore, near: Collection[str]) -> Effect:
    """Leave out what only the copy did not know: of what lies farther off it has but the names."""
    changed = [*effect.before, *effect.after]
    far = {one.id for one in changed if set(near).isdisjoint(one.keys)}
    known = store.golden.entities(far).keys()
    triples = [(one.source, one.type, one.target) for one in effect.relations_after]
    standing = {one.key for one in store.golden.between(triples)}
    ours = store.ledger.identities(near).values()
    come = [
        one
        for one in effect.relations_after
        if one.key not in standing or not {one.source, one.target}.isdisjoint(ours)
    ]
    tied = {id_ for one in (*effect.relations_before, *come) for id_ in (one.source, one.target)}
    return Effect(
        [one for one in effect.before if one.id not in known],
        [one for one in effect.after if one.id not in known],
        effect.relations_before,
        come,
        {id_: name for id_, name in effect.names.items() if id_ in tied},
    )


def _state(store: GraphStore) -> tuple[list[Entity], list[Relation]]:
    return list(store.golden.all_entities()), list(store.golden.all_relations())


def _around(
    store: GraphStore,
    schema: Schema,
    near: Collection[str],
    judgements: Sequence[Judgement],
    beside: Collection[str],
) -> SqliteStore:
    ledger = store.ledger
    records = list(_said(ledger, near))
    ends = {
        key
        for one in records
        if isinstance(one.record, RelationRecord)
        for key in (one.record.source, one.record.target)
    }
    records += _ends(store, {*ends, *beside}.difference(near))
    wanted = {one.source for one in records}
    infos = [one.info for one in ledger.sources() if one.info.name in wanted]
    return copied([*infos, ENDS], records, judgements, schema)


def _said(ledger: Ledger, keys: Collection[str]) -> Iterator[StoredRecord]:
    """Yield what is said of ``keys``, and of what they are tied to by it."""
    for some in chunks(keys):
        yield from ledger.entity_records(some)
    ties = ledger.ties_about(keys) | ledger.ties_to(keys)
    for part in chunks(ties):
        yield from ledger.tied(part)


def _ends(store: GraphStore, keys: Collection[str]) -> Iterator[StoredRecord]:
    """Yield in few words what the entities are that ``keys`` mean."""
    ids = store.ledger.identities(keys)
    entities = store.golden.entities(set(ids.values()))
    for key, id_ in sorted(ids.items()):
        if one := entities.get(id_):
            said = {"name": {"und": one.label}}
            record = EntityRecord(key, one.type, said, Evidence(""), (one.keys[0],))
            yield StoredRecord(0, 0, record, ENDS.name, 0, "", 0, None)
