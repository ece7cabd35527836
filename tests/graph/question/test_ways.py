"""The shortest ways: what both sides find is what going through all ways finds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from random import Random

import networkx as nx
import pytest

from graph.neo4j_store.database import HERE
from graph.question import ways
from graph.question.paths import PASSED_BY
from graph.question.ways import LONGEST, Ball
from graph.sqlite_store.database import statements
from graph.statements import load_statements
from ontology.model import load_model

CYPHER = HERE / "golden.cypher"
NODES = [f"n{number:02}" for number in range(18)]


def drawn(random: Random) -> nx.Graph[str]:
    """Return a small graph with some entities that much hangs on."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(NODES)
    hubs = random.sample(NODES, 2)
    for one, other in combinations(NODES, 2):
        if random.random() < (0.5 if one in hubs or other in hubs else 0.08):
            graph.add_edge(one, other)
    return graph


def all_ways(graph: nx.Graph[str], start: str, goal: str, number: int) -> list[list[str]]:
    found = nx.all_simple_paths(graph, start, goal, cutoff=LONGEST)
    return sorted(found, key=lambda way: (len(way), way))[:number]


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("part", [1, 3, 64])
def test_the_first_ways_of_all(monkeypatch: pytest.MonkeyPatch, seed: int, part: int) -> None:
    monkeypatch.setattr(ways, "PART", part)
    random = Random(f"ways {seed}")
    graph = drawn(random)
    start, goal = random.sample(NODES, 2)
    read: list[str] = []

    def steps(ids: Sequence[str]) -> dict[str, set[str]]:
        read.extend(ids)
        return {id_: set(graph[id_]) for id_ in ids}

    for number in (1, 2, 5):
        read.clear()
        assert Ball(steps, start, goal).ways(number) == all_ways(graph, start, goal, number)
        assert len(read) == len(set(read))


def test_a_level_is_read_no_further_than_need_be() -> None:
    level = [f"m{number:04}" for number in range(1000)]
    read: list[str] = []

    def steps(ids: Sequence[str]) -> dict[str, set[str]]:
        read.extend(ids)
        ends = {"a": level, "z": level}
        return {id_: set(ends.get(id_, ["a", "z"])) for id_ in ids}

    assert Ball(steps, "a", "z").ways(1) == [["a", "m0000", "z"]]
    assert len(read) < 100


def test_the_smaller_level_is_read_whole_and_of_the_larger_one_of_the_start_a_part() -> None:
    graph: nx.Graph[str] = nx.Graph()
    for number in range(400):
        last = f"g{number % 250:03}"
        nx.add_path(graph, ["a", f"m{number:03}", f"x{number:03}", last, "z"])
    read: list[str] = []

    def steps(ids: Sequence[str]) -> dict[str, set[str]]:
        read.extend(ids)
        return {id_: set(graph[id_]) for id_ in ids}

    assert Ball(steps, "a", "z").ways(1) == [["a", "m000", "x000", "g000", "z"]]
    assert len(read) < 400


def test_the_statement_knows_every_kind_that_may_be_avoided() -> None:
    text = statements()["passed_by"]
    assert ", ".join(f"'{kind}'" for kind in sorted(PASSED_BY)) in text


def test_neo4j_goes_by_the_types_that_lead_to_no_kind_that_is_avoided() -> None:
    model = load_model()
    ends = {
        name: [{model.top(end) in PASSED_BY for end in pair} for pair in one.pairs]
        for name, one in model.relations.items()
    }
    inner = {name for name, pairs in ends.items() if {False} in pairs}
    text = load_statements(CYPHER)["shortest_ways_by_type"]
    assert {name for name in ends if re.search(rf"\b{name}\b", text)} == inner
    assert not [name for name in inner if {True, False} in ends[name]]
