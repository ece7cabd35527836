"""Reach kept right while golden entities and relations change."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from graph.chunks import chunks
from graph.entities import Entity, RelationKey
from graph.golden.reach import reach_rows
from graph.golden.technology_tree import DOWNWARD, UPWARD, TechnologyTree
from graph.store import GraphStore
from graph.stored import Footprint, GoldenDelta

LINKING = frozenset({"WORKS_ON", "PARTICIPATES_IN", "PARTY_TO", "OFFERS", "LOCATED_IN"})
CHANGING = frozenset({"ORIGINAL_ORGANISATION", "RESULTING_ORGANISATION"})
TREE = UPWARD | DOWNWARD
CHUNK = 2_000


def apply_golden(store: GraphStore, delta: GoldenDelta) -> None:
    """Enter ``delta`` in the golden graph and bring reach up to date with it."""
    if not delta:
        return
    before = TechnologyTree.of(store)
    keys = [*(relation.key for relation in delta.relations), *delta.relations_gone]
    tree_moves = any(type_ in TREE for _, type_, *_ in keys)
    organisations = _affected(store, delta, keys)
    if tree_moves:
        organisations |= store.reach.organisations_via(_moved_technologies(before, delta, keys))
    old = _footprints(store, organisations)
    store.golden.apply(delta)
    new = _footprints(store, organisations)
    after = before
    if tree_moves:
        after = TechnologyTree.of(store)
    else:
        old, new = _unlike(old, new), _unlike(new, old)
    old_rows = set(reach_rows(old.values(), before.ancestors))
    new_rows = list(reach_rows(new.values(), after.ancestors))
    added = [row for row in new_rows if row not in old_rows]
    # In the order of the table, in which a store writes fastest.
    store.reach.apply(added, sorted(old_rows.difference(new_rows)))


def _affected(store: GraphStore, delta: GoldenDelta, keys: Collection[RelationKey]) -> set[str]:
    """Return the organisations whose rows may change by ``delta``."""
    found = {source for source, type_, *_ in keys if type_ in LINKING}
    found |= {target for _, type_, target, *_ in keys if type_ in CHANGING}
    vias = {source for source, type_, *_ in keys if type_ == "ABOUT" or type_ in CHANGING}
    changed = _weighty(store, delta.entities) | set(delta.entities_gone)
    for some in chunks(vias | changed):
        found |= store.reach.organisations_via(some)
    return found | changed


def _weighty(store: GraphStore, entities: Collection[Entity]) -> set[str]:
    """Return those of ``entities`` that are new, or began or ended otherwise than before.

    A new title of a project moves nobody.
    """
    old: dict[str, Entity] = {}
    for some in chunks(entities):
        old |= store.golden.entities([entity.id for entity in some])
    return {
        entity.id
        for entity in entities
        if not (before := old.get(entity.id))
        or (entity.kind, entity.start, entity.end) != (before.kind, before.start, before.end)
    }


def _moved_technologies(
    before: TechnologyTree, delta: GoldenDelta, keys: Collection[RelationKey]
) -> set[str]:
    """Return the technologies below a changed link of the tree, as it was before."""
    ends = {end for source, type_, target, *_ in keys if type_ in TREE for end in (source, target)}
    return {below for end in ends for below in before.descendants(end)}


def _footprints(store: GraphStore, organisations: Collection[str]) -> dict[str, Footprint]:
    found: dict[str, Footprint] = {}
    for some in chunks(sorted(organisations), CHUNK):
        found |= {one.organisation: one for one in store.reach.footprints(some)}
    return found


def _unlike(some: Mapping[str, Footprint], others: Mapping[str, Footprint]) -> dict[str, Footprint]:
    return {id_: one for id_, one in some.items() if others.get(id_) != one}
