"""Reach in Neo4j: cells, and the patches beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import closing
from itertools import product
from typing import Any

import pytest

from graph.neo4j_store import Neo4jStore, cells
from graph.records import Record
from graph.sqlite_store import SqliteStore
from graph.stored import Interval
from tests.conformance.builders import optics, reach_of, take_back, tell, thing, tie
from tests.graph.neo4j_store.trial import (
    SPILL,
    opened,
)

pytestmark = pytest.mark.neo4j


def placed(places: Mapping[str, Sequence[str]]) -> list[Record]:
    """Return organisations of these places; all but the first work on oct."""
    said: list[Record] = []
    for number, (name, regions) in enumerate(places.items()):
        said += [thing(name), tie(name, "WORKS_ON", "oct" if number else "lasers")]
        said += [tie(name, "LOCATED_IN", region) for region in regions]
    return said


@pytest.mark.parametrize("largest", [0, 3, 1_000])
@pytest.mark.parametrize("spill", [SPILL, 50_000])
def test_patches_of_reach_are_read_as_if_they_were_in_the_cells(
    url: str, monkeypatch: pytest.MonkeyPatch, largest: int, spill: int
) -> None:
    monkeypatch.setattr(cells, "LARGEST", largest)
    versions: list[dict[str, list[str]]] = [
        {"a": ["LT011", "AT130"], "b": ["AT130"], "c": ["AT22", "AT221"], "d": ["LT", "AT"]},
        {"a": ["LT011", "AT130"], "b": ["AT221"], "c": ["AT22", "AT221"], "d": ["LT"]},
        {"a": ["AT221"], "b": ["AT130"], "c": ["LT011"], "d": ["LT", "AT"]},
        {"b": ["AT130", "LT011"], "c": ["AT22", "AT221"]},
    ]
    asked: list[list[Interval]] = [[("AT", "AU")], [("AT22", "AT23"), ("LT", "LU")]]
    with opened(url, spill=spill) as store, closing(SqliteStore(":memory:")) as other:
        for either in (store, other):
            tell(either, "tree", *optics())
        for version in (*versions, *reversed(versions)):
            for either in (store, other):
                tell(either, "places", *placed(version))
            assert reach_of(store) == reach_of(other)
            for technology, intervals in product(("light", "lasers", "oct"), asked):
                mine, theirs = (
                    one.reach.top(technology, intervals, 2024, 2) for one in (store, other)
                )
                assert mine == theirs


def test_what_comes_back_as_it_was_leaves_no_trace_in_a_patch(url: str) -> None:
    with opened(url) as store:
        tell(store, "tree", *optics())
        tell(store, "places", *placed({"a": ["LT011"], "b": ["AT130"]}))
        before = patches(store)
        tell(store, "more", tie("b", "LOCATED_IN", "AT22"))
        assert patches(store) != before
        take_back(store, "more")
        assert patches(store) == before


def patches(store: Neo4jStore) -> list[list[Any]]:
    """Return what the nodes of reach hold that stand."""
    rows = store.cypher(
        "MATCH (store:_Store) MATCH (x:_Reach) WHERE x.closed > store.revision "
        "RETURN x.technology, x.block, x.places, x.organisations, x.gone ORDER BY x.technology"
    )
    return [list(row.values()) for row in rows]
