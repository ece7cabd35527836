"""Ways through the graph: the shortest, in one order, round the kinds that join everything."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.errors import UsageError
from graph.question.paths import neighbours, paths
from graph.question.search import entity_named
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from tests.conformance.builders import tell, thing, tie

LETTERS = "abcdefg"
Pair = tuple[str, str]


def store_of(pairs: list[Pair]) -> GraphStore:
    """Return a store in which these companies cooperate."""
    store = SqliteStore(":memory:")
    known = sorted({*LETTERS, *(one for pair in pairs for one in pair)})
    records = [tie(left, "COOPERATES_WITH", right) for left, right in pairs]
    tell(store, "one", *map(thing, known), *records)
    return store


def ways(store: GraphStore, start: str, goal: str, number: int = 3, *via: str) -> list[str]:
    """Return each way as the ids along it."""
    found = paths(store, entity_named(store, start), entity_named(store, goal), number, via)
    return ["-".join(ids_along(start, [(one.source, one.target) for one in way])) for way in found]


def ids_along(start: str, steps: list[Pair]) -> list[str]:
    along = [start]
    for source, target in steps:
        along.append(target if source == along[-1] else source)
    return along


def expected(pairs: list[Pair], number: int) -> list[str]:
    """Return the same by trying every way there is."""
    graph = nx.Graph(pairs)
    if not {"a", "b"} <= set(graph):
        return []
    every = [list(way) for way in nx.all_simple_paths(graph, "a", "b")]
    return ["-".join(way) for way in sorted(every, key=lambda way: (len(way), way))][:number]


some_pairs = st.lists(
    st.tuples(st.sampled_from(LETTERS), st.sampled_from(LETTERS)).filter(
        lambda one: one[0] < one[1]
    ),
    unique=True,
    max_size=12,
)


@settings(max_examples=60)
@given(some_pairs, st.integers(1, 5))
@example([*zip("aabbcd", "cecdee", strict=True)], 2)
@example([*zip("aabbcef", "cecdfgg", strict=True)], 2)
def test_they_are_the_shortest_of_all_ways_in_the_order_of_ids(
    pairs: list[Pair], number: int
) -> None:
    assert ways(store_of(pairs), "a", "b", number) == expected(pairs, number)


def test_each_step_has_its_evidence() -> None:
    store = store_of([("a", "c"), ("c", "b")])
    [way] = paths(store, entity_named(store, "a"), entity_named(store, "b"))
    assert [one.relation for one in way] == ["COOPERATES_WITH"] * 2
    assert [one.evidence[0].locator for one in way] == ["a to c", "c to b"]


def test_technologies_are_not_led_through_unless_asked() -> None:
    store = SqliteStore(":memory:")
    tell(
        store,
        "one",
        *map(thing, "abc"),
        thing("lasers", "Technology"),
        tie("a", "WORKS_ON", "lasers"),
        tie("b", "WORKS_ON", "lasers"),
    )
    assert ways(store, "a", "b") == []
    assert ways(store, "a", "b", 3, "Technology") == ["a-lasers-b"]
    assert ways(store, "a", "b", 3, "technology") == ["a-lasers-b"]
    assert ways(store, "a", "lasers") == ["a-lasers"]
    assert ways(store, "a", "c") == []


def test_calls_are_led_through_where_programmes_are() -> None:
    store = SqliteStore(":memory:")
    projects = [thing("p", "Project"), thing("q", "Project")]
    ties = [tie("p", "UNDER_CALL", "x"), tie("q", "UNDER_CALL", "x")]
    tell(store, "one", *projects, thing("x", "Call"), *ties)
    assert ways(store, "p", "q") == []
    assert ways(store, "p", "q", 3, "Programme") == ["p-x-q"]


def test_what_cannot_be_asked() -> None:
    store = store_of([("a", "b")])
    with pytest.raises(UsageError, match="name two entities"):
        ways(store, "a", "a")
    with pytest.raises(UsageError, match="give one of Programme, Region, Technology"):
        ways(store, "a", "b", 3, "Cluster")


def test_neighbours_come_nearest_first_with_all_relations_between_them() -> None:
    store = store_of([*pairwise("abcd"), ("a", "c"), ("e", "f")])
    around = neighbours(store, entity_named(store, "a"), depth=2)
    assert [one.id for one in around.entities] == ["b", "c", "d"]
    assert around.distances == {"a": 0, "b": 1, "c": 1, "d": 2}
    assert {(one.source, one.target) for one in around.relations} == {
        ("a", "b"),
        ("a", "c"),
        ("b", "c"),
        ("c", "d"),
    }
    assert around.left_out == 0


def test_a_limit_says_what_it_left_out() -> None:
    store = store_of([("a", other) for other in "bcdef"])
    around = neighbours(store, entity_named(store, "a"), depth=1, limit=2)
    assert [one.id for one in around.entities] == ["b", "c"]
    assert around.left_out == 3
