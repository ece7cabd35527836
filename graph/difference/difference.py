"""What changed between two states of a graph, or differs between two sources."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from graph.chunks import chunks
from graph.dates import latest
from graph.entities import Entity, Relation, Triple
from graph.places import place_path

ENDED = frozenset({"ended", "terminated"})
"""Stages of an agreement after which it holds no more."""
Changes = Mapping[str, tuple[Any, Any]]
"""Property → its value before and after; '' where there is none."""
Place = tuple[str, str]
"""The path of a region, and the folded name of a city in it or ''."""


class Content(Protocol):
    """A golden graph, as ``graph.store.Golden`` gives it."""

    def all_entities(self) -> Iterator[Entity]:
        """Yield every entity."""

    def entities(self, ids: Collection[str]) -> Mapping[str, Entity]:
        """Return those of ``ids`` that exist."""

    def all_relations(self) -> Iterator[Relation]:
        """Yield every relation."""

    def relations(
        self, ids: Collection[str], types: Collection[str], direction: str
    ) -> Sequence[Relation]:
        """Return the relations of ``types`` at ``ids``."""

    def between(self, triples: Collection[Triple]) -> Sequence[Relation]:
        """Return the relations that have exactly these (source, type, target)."""


@dataclass(frozen=True, slots=True)
class State:
    """One side of a comparison.

    ``day`` is the last day that it tells of (ISO), '' when it is not one of a row of states;
    ``meaning`` tells which entities keys mean in it.
    """

    content: Content
    day: str
    meaning: Callable[[Collection[str]], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class EntityChange:
    """What happened to an entity: all ``verbs`` of difference.yaml that apply, and its values."""

    id: str
    name: str
    kind: str
    type: str
    agreement: str
    verbs: tuple[str, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class RelationChange:
    """What happened to a relation."""

    source: str
    relation: str
    target: str
    role: str
    verbs: tuple[str, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs: what is new or changed by id, then what is gone."""

    entities: Sequence[EntityChange]
    relations: Sequence[RelationChange]


def compare(before: State, after: State) -> Difference:
    """Return what differs between two states."""
    relations = list(_relations(before.content, after.content))
    located = {one.source for one in relations if one.relation == "LOCATED_IN"}
    moves = _moves(before.content, after.content, located)
    entities = [*_standing(before, after, moves), *_gone(before, after)]
    return Difference(entities, relations)


def _standing(before: State, after: State, moves: Mapping[str, str]) -> Iterator[EntityChange]:
    """Yield what is new or different in ``after``."""
    for some in chunks(after.content.all_entities()):
        old = before.content.entities([entity.id for entity in some])
        fresh = [entity for entity in some if entity.id not in old]
        known = before.meaning([key for entity in fresh for key in entity.keys])
        for entity in some:
            if entity.id in old:
                yield from _changed(old[entity.id], entity, (before.day, after.day), moves)
            else:
                yield _change(entity, ["new" if known.keys().isdisjoint(entity.keys) else "split"])


def _gone(before: State, after: State) -> Iterator[EntityChange]:
    """Yield what is no more in ``after``, or only as part of another."""
    for some in chunks(before.content.all_entities()):
        left = after.content.entities([entity.id for entity in some])
        gone = [entity for entity in some if entity.id not in left]
        now = after.meaning([key for entity in gone for key in entity.keys])
        for entity in gone:
            into = sorted({now[key] for key in entity.keys if key in now})
            changes = {"id": (entity.id, into[0])} if into else {}
            yield _change(entity, ["merged" if into else "gone"], changes)


def _changed(
    old: Entity, new: Entity, days: tuple[str, str], moves: Mapping[str, str]
) -> Iterator[EntityChange]:
    changes = _differing(_facts(old), _facts(new))
    verbs = [moves[new.id]] if new.id in moves else []
    if _ended(old, new, *days):
        verbs.append("expired" if new.kind == "Agreement" else "ended")
    if old.label != new.label:
        verbs.append("renamed")
    if changes and not verbs:
        verbs.append("changed")
    if verbs:
        yield _change(new, verbs, changes)


def _change(entity: Entity, verbs: Iterable[str], changes: Changes | None = None) -> EntityChange:
    agreement = str(entity.properties.get("agreementKind", ""))
    return EntityChange(
        entity.id,
        entity.label,
        entity.kind,
        entity.type,
        agreement,
        tuple(verbs),
        changes or {},
    )


def _facts(entity: Entity) -> Mapping[str, Any]:
    return {**entity.properties, "type": entity.type, "keys": list(entity.keys)}


def _differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> Changes:
    both = {name: (old.get(name, ""), new.get(name, "")) for name in sorted({*old, *new})}
    return {name: (was, now) for name, (was, now) in both.items() if _plain(was) != _plain(now)}


def _plain(value: Any) -> Any:
    """Return ``value`` without the order of its elements, which means nothing."""
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    return sorted(value, key=repr) if isinstance(value, Sequence) else value


def _ended(old: Entity, new: Entity, since: str, until: str) -> bool:
    """Tell whether an end came between two days, or came to be known."""
    return bool(since and until) and _over(new, until) and not _over(old, since)


def _over(entity: Entity, day: str) -> bool:
    end = entity.end or str(entity.properties.get("expectedEnd", ""))
    return entity.properties.get("stage") in ENDED or bool(end and latest(end) < day)


def _relations(before: Content, after: Content) -> Iterator[RelationChange]:
    """Yield what is new or different in ``after``, then what is gone from it."""
    for one, old in _paired(after, before):
        changes = {} if old is None else _differing(_said(old), _said(one))
        if old is None:
            yield _tie(one, "new", {})
        elif changes:
            yield _tie(one, "changed" if old.until or not one.until else "ended", changes)
    for one, new in _paired(before, after):
        if new is None:
            yield _tie(one, "gone", {})


def _paired(some: Content, others: Content) -> Iterator[tuple[Relation, Relation | None]]:
    """Yield each relation of ``some`` with the one of ``others`` that has its key."""
    for part in chunks(some.all_relations()):
        triples = {(one.source, one.type, one.target) for one in part}
        found = {one.key: one for one in others.between(sorted(triples))}
        for one in part:
            yield one, found.get(one.key)


def _tie(one: Relation, verb: str, changes: Changes) -> RelationChange:
    return RelationChange(one.source, one.type, one.target, one.role, (verb,), changes)


def _said(one: Relation) -> Mapping[str, Any]:
    return {**one.properties, "since": one.since, "until": one.until}


def _moves(before: Content, after: Content, located: Collection[str]) -> dict[str, str]:
    """Return those of ``located`` that are elsewhere (``moved``) or known better (``located``)."""
    old, new = _places(before, located), _places(after, located)
    found: dict[str, str] = {}
    for id_ in old.keys() & new.keys():
        if not all(any(_near(place, other) for other in old[id_]) for place in new[id_]):
            found[id_] = "moved"
        elif any(_finer(place, other) for place in new[id_] - old[id_] for other in old[id_]):
            found[id_] = "located"
    return found


def _places(content: Content, ids: Collection[str]) -> dict[str, set[Place]]:
    found: dict[str, set[Place]] = {}
    for some in chunks(sorted(ids)):
        for one in content.relations(some, ["LOCATED_IN"], "out"):
            path = place_path(one.target, str(one.properties.get("city", "")))
            region, _, city = path.partition(":")
            found.setdefault(one.source, set()).add((region, city))
    return found


def _near(one: Place, other: Place) -> bool:
    """Tell whether both may be one place: one region lies in the other, and the city agrees."""
    nested = one[0].startswith(other[0]) or other[0].startswith(one[0])
    return nested and (not one[1] or not other[1] or one[1] == other[1])


def _finer(one: Place, other: Place) -> bool:
    return _near(one, other) and (len(one[0]) > len(other[0]) or bool(one[1] and not other[1]))
