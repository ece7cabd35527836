"""Loading a golden graph that needs no records: a copy, a projection, a generated one."""

from __future__ import annotations

from collections.abc import Iterable

from graph.entities import Entity, Relation
from graph.errors import UsageError
from graph.golden.footprints import Footprints
from graph.golden.reach import reach_rows
from graph.golden.technology_tree import TechnologyTree
from graph.ledger.collection import uncollected
from graph.store import GraphStore


def load(
    store: GraphStore, entities: Iterable[Entity], relations: Iterable[Relation], note: str = ""
) -> None:
    """Enter entities and relations as they are, and make reach from them, in one revision.

    What is loaded has no evidence: nobody is asked who says so. Raises ``UsageError`` when the
    store holds anything yet.
    """
    footprints = Footprints()
    with uncollected(), store.writing("load", note) as number:
        if number > 1:
            raise UsageError(f"{store.url} is not empty: load into a new store")
        store.golden.fill(footprints.of_entities(entities), footprints.of_relations(relations))
        store.reach.fill(reach_rows(footprints, TechnologyTree.of(store).ancestors))
