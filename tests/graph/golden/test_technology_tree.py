"""What is broader and narrower than what, over two schemes."""

from __future__ import annotations

from graph.entities import Relation
from graph.golden.technology_tree import TechnologyTree
from graph.question.answer import Step

TREE = TechnologyTree(
    [],
    [
        Relation("pulse", "BROADER", "laser"),
        Relation("pulse", "BROADER", "fast"),
        Relation("laser", "BROADER", "light"),
        Relation("fast", "BROADER", "light"),
        Relation("laser", "EXACT_MATCH", "code:1"),
        Relation("laser", "NARROW_MATCH", "code:2"),
        Relation("laser", "CLOSE_MATCH", "code:3"),
        Relation("code:2", "BROADER", "code:0"),
        Relation("laser", "RELATED", "lens"),
    ],
)


def test_a_match_leads_up_into_the_other_scheme_and_not_back() -> None:
    assert TREE.ancestors("code:1") == {"code:1", "laser", "light"}
    assert TREE.ancestors("code:2") == {"code:2", "code:0", "laser", "light"}
    assert TREE.ancestors("code:3") == {"code:3"}
    assert TREE.ancestors("laser") == {"laser", "light"}
    assert TREE.descendants("laser") == {"laser", "pulse", "code:1", "code:2"}
    assert TREE.descendants("code:0") == {"code:0", "code:2"}
    assert TREE.broader["code:1"] == TREE.narrower["laser"] - {"pulse"} == set()
    assert TREE.related == {"laser": {"lens"}, "lens": {"laser"}}


def test_the_way_up_is_the_relations_as_the_graph_has_them() -> None:
    match, up = Step("EXACT_MATCH", "laser", "code:1"), Step("BROADER", "laser", "light")
    assert TREE.climb("code:1", "light") == [match, up]
    assert TREE.climb("code:2", "laser") == [Step("NARROW_MATCH", "laser", "code:2")]


def test_of_ways_that_are_as_short_the_first_by_id() -> None:
    first = [Step("BROADER", "pulse", "fast"), Step("BROADER", "fast", "light")]
    assert TREE.climb("pulse", "light") == first
    assert TREE.climb("light", "pulse") == TREE.climb("pulse", "pulse") == []
