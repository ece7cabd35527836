"""Both stores show the same networks, briefings and shortlists."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import lumigraph
from graph.ledger.holdings import Holdings
from graph.question.briefing import briefing
from graph.question.shortlist import shortlist
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from lumigraph.loading import take_in
from viz.network.atlas import Atlas
from viz.network.selection import Selection


def bundle(store: GraphStore) -> Atlas:
    take_in(Holdings(store), Path(lumigraph.bundled_data()))
    return Atlas(Reader(store))


@pytest.mark.parametrize("backend", [pytest.param("neo4j", marks=pytest.mark.neo4j)])
def test_both_stores_show_the_same(store: GraphStore) -> None:
    own = SqliteStore(":memory:")
    asked = (Selection(), Selection(technology="lasers", region="Lithuania"))
    here, there = bundle(store), bundle(own)
    for one in asked:
        ours, theirs = here.network(one, "lt"), there.network(one, "lt")
        assert replace(ours, revision=0) == replace(theirs, revision=0)
    assert replace(here.story(), revision=0) == replace(there.story(), revision=0)
    assert briefing(here.reader, "CA", cluster="litek") == briefing(
        there.reader, "CA", cluster="litek"
    )
    ids = ["litek", "cpic", "ekspla", "opticsvalley"]
    assert shortlist(store, ids) == shortlist(own, ids)
    own.close()
