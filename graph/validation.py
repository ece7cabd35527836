"""Does a graph say what its records and the vocabulary say? Each check names what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from heapq import merge
from itertools import groupby

from graph.chunks import chunks
from graph.golden.reach import reach_rows
from graph.golden.reach_aside import sorted_aside
from graph.golden.technology_tree import TechnologyTree
from graph.schema import Schema, load_schema
from graph.store import GraphStore
from graph.stored import ReachRow


def validate(store: GraphStore, schema: Schema | None = None) -> list[str]:
    """Return what is wrong with ``store``, one sentence each; an empty list when nothing is."""
    schema = schema or load_schema()
    return [*_entities(store, schema), *_relations(store, schema), *_reach(store)]


def _entities(store: GraphStore, schema: Schema) -> Iterator[str]:
    for entity in store.golden.all_entities():
        for problem in schema.model.problems(entity.type, entity.properties):
            yield f"{entity.id}: {problem}"


def _relations(store: GraphStore, schema: Schema) -> Iterator[str]:
    types: dict[str, str] = {}
    for some in chunks(entity.id for entity in store.golden.all_entities()):
        types |= store.golden.types(some)
    for relation in store.golden.all_relations():
        ends = (relation.source, relation.target)
        missing = [end for end in ends if end not in types]
        name = f"{relation.source} {relation.type} {relation.target}"
        if missing:
            yield f"{name}: there is no entity '{missing[0]}'"
        elif not schema.joins(relation.type, *(types[end] for end in ends)):
            yield f"{name}: the vocabulary does not allow it between these kinds"


def _reach(store: GraphStore) -> Iterator[str]:
    lacking, idle = reach_unlike(store, lambda _: True)
    for row in sorted(lacking | idle, key=repr):
        what = "lacks" if row in lacking else "has too much:"
        yield f"the closure {what} {row.organisation} on {row.technology} at {row.place}"


def reach_unlike(
    store: GraphStore, wanted: Callable[[str], bool]
) -> tuple[set[ReachRow], set[ReachRow]]:
    """Return the rows that the closure lacks, and those it should not hold.

    They are those of the ``wanted`` organisations, by id, there or not. Both sides are read side by
    side, in the order of a store: memory grows with the faults alone.
    """
    tree = TechnologyTree.of(store)
    organisations = (entity.id for entity in store.golden.all_entities("Organisation"))
    made = (
        row
        for some in chunks(filter(wanted, organisations))
        for row in reach_rows(store.reach.footprints(some), tree.ancestors)
    )
    right = ((row, True) for row in sorted_aside(made))
    held = ((row, False) for row in store.reach.rows() if wanted(row.organisation))
    lacking: set[ReachRow] = set()
    idle: set[ReachRow] = set()
    for _, some in groupby(merge(right, held, key=_cell), key=_cell):
        sides = list(some)
        should = {row for row, is_right in sides if is_right}
        does = {row for row, is_right in sides if not is_right}
        lacking |= should - does
        idle |= does - should
    return lacking - idle, idle - lacking  # what a torn store holds in another order is no fault


def _cell(found: tuple[ReachRow, bool]) -> tuple[str, str, str]:
    """Return by what rows of reach are ordered."""
    return found[0][:3]
