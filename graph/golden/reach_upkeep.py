"""Golden entities and relations on their way into a store, and reach kept in line with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set

from graph.chunks import chunks
from graph.entities import Entity, RelationKey
from graph.golden.narrowing import Wider, narrowed, widening
from graph.golden.reach import reach_rows
from graph.golden.technology_tree import DOWNWARD, UPWARD, TechnologyTree
from graph.store import GraphStore
from graph.stored import Footprint, GoldenDelta, ReachRow

LINKING = frozenset({"WORKS_ON", "PARTICIPATES_IN", "PARTY_TO", "OFFERS", "LOCATED_IN"})
CHANGING = frozenset({"ORIGINAL_ORGANISATION", "RESULTING_ORGANISATION"})
TREE = UPWARD | DOWNWARD
CHUNK = 2_000


class Upkeep:
    """Golden changes on their way into ``store``, part by part, and reach kept in line with them.

    What an organisation was reached by is read before the first part that changes it, what it is
    reached by when all parts are in. The ``new`` entities had no relations before: nobody was
    reached by them, and whoever is now has a relation among the changes, which tells it.
    """

    def __init__(self, store: GraphStore, new: Set[str]) -> None:
        self._store = store
        self._new = new
        self._before: TechnologyTree | None = None
        self._tree_moves = False
        self._old: dict[str, Footprint] = {}
        self._affected: set[str] = set()

    def apply(self, delta: GoldenDelta) -> None:
        """Enter ``delta`` in the golden graph."""
        if not delta:
            return
        self._before = self._before or TechnologyTree.of(self._store)
        keys = [*(relation.key for relation in delta.relations), *delta.relations_gone]
        organisations = self._changed(delta, keys)
        if any(type_ in TREE for _, type_, *_ in keys):
            self._tree_moves = True
            moved = _moved_technologies(self._before, keys)
            organisations |= self._store.reach.organisations_via(moved - self._new)
        self._old |= _footprints(self._store, organisations - self._affected - self._new)
        self._affected |= organisations
        self._store.golden.apply(delta)

    def _changed(self, delta: GoldenDelta, keys: Collection[RelationKey]) -> set[str]:
        """Return the organisations whose rows may change by ``delta``, which has these ``keys``."""
        found = {source for source, type_, *_ in keys if type_ in LINKING}
        found |= {target for _, type_, target, *_ in keys if type_ in CHANGING}
        vias = {source for source, type_, *_ in keys if type_ == "ABOUT" or type_ in CHANGING}
        older = [entity for entity in delta.entities if entity.id not in self._new]
        changed = _weighty(self._store, older) | set(delta.entities_gone)
        for some in chunks((vias | changed) - self._new):
            found |= self._store.reach.organisations_via(some)
        return found | changed

    def finish(self) -> None:
        """Bring reach in line with all that was entered."""
        if self._before is None:
            return
        old, new = self._old, _footprints(self._store, self._affected)
        after = self._before
        if self._tree_moves:
            after = TechnologyTree.of(self._store)
        else:
            wider = widening(after.ancestors)
            old, new = _unlike(old, new, wider), _unlike(new, old, wider)
        gone = set(reach_rows(old.values(), self._before.ancestors))
        added: Iterable[ReachRow] = reach_rows(new.values(), after.ancestors)
        if gone:  # else the rows go in as they are made
            standing = list(added)
            added = [row for row in standing if row not in gone]
            gone.difference_update(standing)
        # In the order of the table, in which a store writes fastest.
        self._store.reach.apply(added, sorted(gone))


def _weighty(store: GraphStore, entities: Collection[Entity]) -> set[str]:
    """Return those of ``entities`` that began or ended otherwise than before.

    A new title of a project moves nobody.
    """
    old: dict[str, Entity] = {}
    for some in chunks(entities):
        old |= store.golden.entities([entity.id for entity in some])
    return {entity.id for entity in entities if _weight(entity) != _weight(old[entity.id])}


def _weight(entity: Entity) -> tuple[str, str, str]:
    """Return what of an entity counts in reach."""
    return (entity.kind, entity.start, entity.end)


def _moved_technologies(before: TechnologyTree, keys: Collection[RelationKey]) -> set[str]:
    """Return the technologies below a changed link of the tree, as it was before."""
    ends = {end for source, type_, target, *_ in keys if type_ in TREE for end in (source, target)}
    return {below for end in ends for below in before.descendants(end)}


def _footprints(store: GraphStore, organisations: Collection[str]) -> dict[str, Footprint]:
    found: dict[str, Footprint] = {}
    for some in chunks(sorted(organisations), CHUNK):
        found |= {one.organisation: one for one in store.reach.footprints(some)}
    return found


def _unlike(
    some: Mapping[str, Footprint], others: Mapping[str, Footprint], wider: Wider
) -> dict[str, Footprint]:
    """Return those of ``some`` that are not in ``others``, narrowed to what may differ."""
    return {
        id_: narrowed(one, other, wider)
        for id_, one in some.items()
        if (other := others.get(id_)) != one
    }
