"""Reach kept right while golden entities and relations change."""

from __future__ import annotations

from collections.abc import Collection

from graph.chunks import chunks
from graph.entities import Entity, RelationKey
from graph.reach import Ancestors, reach_rows
from graph.store import GoldenDelta, GraphStore, ReachRow
from graph.technology_tree import DOWNWARD, UPWARD, TechnologyTree

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
    old = _rows(store, organisations, before.ancestors)
    store.golden.apply(delta)
    after = TechnologyTree.of(store) if tree_moves else before
    new = _rows(store, organisations, after.ancestors)
    store.reach.apply(new - old, {row for row in old if row not in new})


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


def _rows(store: GraphStore, organisations: Collection[str], ancestors: Ancestors) -> set[ReachRow]:
    rows: set[ReachRow] = set()
    for some in chunks(sorted(organisations), CHUNK):
        rows.update(reach_rows(store.reach.footprints(some), ancestors))
    return rows
