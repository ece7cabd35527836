"""What is shown as a store of its own, so that every form of the graph can be made of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from viz.network.selection import Part
from viz.network.whole import Whole


@contextmanager
def extract(store: GraphStore, whole: Whole, part: Part) -> Iterator[GraphStore]:
    """Open a store in memory with the nodes and links of ``part`` and no others.

    The places, technologies and programmes of the nodes go with them; so do the names of the
    sources, whom all of it is owed to.
    """
    nodes = set(part.nodes)
    out = store.golden.relations(part.nodes, direction="out")
    beside = [one for one in out if one.target in whole.aside]
    ends = {one.target for one in beside}
    entities = [whole.nodes[id_].entity for id_ in nodes] + [whole.aside[id_] for id_ in ends]
    entities.sort(key=lambda one: one.id)
    relations = sorted([*part.links, *beside], key=lambda one: one.key)
    copy = SqliteStore(":memory:")
    try:
        with copy.writing("extract", store.url):
            for version in store.ledger.sources():
                copy.ledger.open_source(version.info)
            copy.golden.fill(entities, relations)
        yield copy
    finally:
        copy.close()
