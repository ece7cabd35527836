"""Loading a golden graph that needs no records: a copy, a projection, a generated one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.chunks import chunks
from graph.collection import uncollected
from graph.entities import Entity, Relation
from graph.reach import Ancestors, reach_rows
from graph.store import GoldenDelta, GraphStore, ReachRow
from graph.technology_tree import TechnologyTree

PART = 20_000


def load(
    store: GraphStore, entities: Iterable[Entity], relations: Iterable[Relation], note: str = ""
) -> None:
    """Enter entities and relations as they are, and make reach from them, in one revision.

    What is loaded has no evidence: nobody is asked who says so.
    """
    organisations: list[str] = []
    with uncollected(), store.writing("load", note):
        for some in chunks(entities, PART):
            organisations += [one.id for one in some if one.kind == "Organisation"]
            store.golden.apply(GoldenDelta(entities=some))
        for part in chunks(relations, PART):
            store.golden.apply(GoldenDelta(relations=part))
        store.reach.fill(_rows(store, organisations, TechnologyTree.of(store).ancestors))


def _rows(store: GraphStore, organisations: list[str], ancestors: Ancestors) -> Iterator[ReachRow]:
    for some in chunks(sorted(organisations)):
        for footprint in store.reach.footprints(some):
            yield from reach_rows(footprint, ancestors)
