"""Which entities the keys around a change mean, before it and after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Set
from dataclasses import dataclass, field

from graph.chunks import chunks
from graph.entities import Entity
from graph.golden.rules import Said, Schema, golden_entity
from graph.ledger.identity import Judgement, entity_id, groups, keys_called
from graph.records import EntityRecord
from graph.store import GraphStore, Ledger


@dataclass(frozen=True, slots=True)
class Regrouping:
    """Key → entity id ``before`` and ``after`` a change, and the entities after it.

    ``mixed`` are those of which some record says that they are of another kind.
    """

    before: dict[str, str]
    after: dict[str, str]
    entities: dict[str, Entity]
    mixed: Collection[str] = ()

    def moved(self) -> set[str]:
        """Return the keys that mean another entity than before, or none any more."""
        keys = self.before.keys() | self.after.keys()
        return {key for key in keys if self.before.get(key) != self.after.get(key)}


def regroup(store: GraphStore, keys: Collection[str], schema: Schema) -> Regrouping:
    """Work out the entities around ``keys`` and enter the identities in the ledger."""
    found = regrouped(store.ledger, keys, schema)
    changed = {key: id_ for key, id_ in found.after.items() if found.before.get(key) != id_}
    store.ledger.identify(changed, found.before.keys() - found.after.keys())
    return found


def regrouped(ledger: Ledger, keys: Collection[str], schema: Schema) -> Regrouping:
    """Work out the entities around ``keys``; nothing is entered."""
    judgements = ledger.judgements() if keys else []
    around = neighbourhood(ledger, keys, judgements)
    before = around.identities
    judged = [one for one in judgements if one.left in around.keys and one.right in around.keys]
    tied = {key for pair in around.aliases for key in pair}
    tied.update(key for one in judged for key in (one.left, one.right))
    entities: dict[str, Entity] = {}
    mixed: list[str] = []
    for group in chunks(groups(around.keys, around.aliases, judged)):
        for entity, kinds in _described(ledger, group, tied, schema):
            entities[entity.id] = entity
            if kinds != {entity.kind}:
                mixed.append(entity.id)
    after = {key: id_ for id_, entity in entities.items() for key in entity.keys}
    return Regrouping(before, after, entities, mixed)


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Keys that may mean the same: what they meant last, and the (key, identifier) stated."""

    keys: set[str] = field(default_factory=set)
    identities: dict[str, str] = field(default_factory=dict)
    aliases: set[tuple[str, str]] = field(default_factory=set)


def neighbourhood(
    ledger: Ledger, keys: Collection[str], judgements: Iterable[Judgement]
) -> Neighbourhood:
    """Return ``keys`` and all keys that records or ``judgements`` may tie to them."""
    partners: defaultdict[str, set[str]] = defaultdict(set)
    for judgement in judgements:
        partners[judgement.left].add(judgement.right)
        partners[judgement.right].add(judgement.left)
    lenders: defaultdict[str, list[str]] = defaultdict(list)
    for key in partners:  # of those that no record has, the ledger does not tell
        lenders[entity_id([key])].append(key)
    around = Neighbourhood()
    fresh = set(keys)
    while fresh:
        around.keys.update(fresh)
        found = {other for key in fresh for other in partners.get(key, ())}
        for some in chunks(fresh):
            identities, aliases = ledger.identities(some), ledger.aliases(some)
            around.identities.update(identities)
            around.aliases.update(aliases)
            entities = {*identities.values(), *(entity_id([key]) for key in some)}
            meaning = ledger.keys_of(entities)
            found.update(key for group in meaning.values() for key in group)
            found.update(key for id_ in entities for key in lenders.get(id_, ()))
            found.update(_unnamed(ledger, entities - meaning.keys(), set(some)))
            found.update(key for pair in aliases for key in pair)
        fresh = found - around.keys
    return around


def _unnamed(ledger: Ledger, ids: Iterable[str], keys: Set[str]) -> Iterator[str]:
    """Yield the keys with records that lend one of ``ids``, which nothing in the graph has yet.

    All that they say is denied, or denials are all that speaks of them. An id that one of ``keys``
    with a scheme lends no other with a scheme does.
    """
    called = {key for id_ in ids for key in (keys_called(id_) if id_ in keys else [id_])}
    for stored in ledger.entity_records(sorted(called)):
        if isinstance(stored.record, EntityRecord):
            yield stored.record.key


def _described(
    ledger: Ledger, grouped: Collection[tuple[str, ...]], tied: Collection[str], schema: Schema
) -> Iterator[tuple[Entity, Set[str]]]:
    """Yield the golden entities of those groups that some record describes, and as which kinds.

    A key that meant one of them before and is neither described nor ``tied`` any more has no part.
    """
    said: defaultdict[str, list[Said]] = defaultdict(list)
    for stored in ledger.entity_records([key for group in grouped for key in group]):
        if isinstance(stored.record, EntityRecord):
            said[stored.record.key].append(stored.said)
    for group in grouped:
        keys = tuple(key for key in group if key in said or key in tied)
        about = [one for key in keys for one in said.get(key, ())]
        if entity := golden_entity(keys, about, schema):
            yield entity, {schema.top(one.record.type) for one in about}
