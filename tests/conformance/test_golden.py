"""Golden entities and relations as stores give them back."""

from __future__ import annotations

from itertools import pairwise, product

import pytest

from graph.entities import Entity, Relation
from graph.question.bounds import MOST
from graph.question.vicinity import vicinity
from graph.question.ways import LONGEST
from graph.records import Properties
from graph.store import GraphStore
from graph.stored import GoldenDelta
from tests.conformance.builders import different, tell, thing, tie

HOSTILE = 'O\'Neill "&" `sons` {x} $y \\ \n // -- ; ŠĄ 光 \U0001f600 <b>'


def put(store: GraphStore, *things: Entity | Relation) -> None:
    """Enter golden things without records."""
    delta = GoldenDelta(
        entities=[one for one in things if isinstance(one, Entity)],
        relations=[one for one in things if isinstance(one, Relation)],
    )
    with store.writing("load", "golden"):
        store.golden.apply(delta)


@pytest.mark.parametrize(
    "properties",
    [
        {"name": {"en": HOSTILE, "zh-Hans": "光"}, "altName": {"en": ["a", "b"], "und": []}},
        {"name": {"en": "x"}, "website": ["https://a.example", "https://b.example"]},
        {"name": {"en": "x"}, "size": 3, "share": 0.1, "whole": 2.0, "open": True},
        {"name": {"en": "x"}, "mixed": [1, "two", 3.5], "none": [], "huge": 2**62},
        {"name": "plain", "id": "not this", "_data": "nor this", "keys": "nor these"},
        {},
    ],
)
def test_an_entity_comes_back_exactly(store: GraphStore, properties: Properties) -> None:
    entity = Entity("alpha", "Organisation", "Company", properties, ("alpha", "pic:1"))
    put(store, entity)
    found = store.golden.entities(["alpha", "unknown"])
    assert found == {"alpha": entity}
    assert repr(sorted(found["alpha"].properties.items())) == repr(sorted(properties.items()))


def test_a_relation_comes_back_exactly(store: GraphStore) -> None:
    one = Entity("one", "Organisation", "Company", {}, ("one",))
    two = Entity("two", "Project", "Project", {}, ("two",))
    amounts: Properties = {
        "ecContribution": 1200.5,
        "totalCost": 3.0,
        "note": {"en": HOSTILE},
        "list": [1, 2],
    }
    full = Relation("one", "PARTICIPATES_IN", "two", "partner", 1, "2016-01", "2018", amounts)
    bare = Relation("one", "PARTICIPATES_IN", "two")
    put(store, one, two, full, bare)
    assert list(store.golden.all_relations()) == [bare, full]


def test_entities_in_the_order_of_their_ids(store: GraphStore) -> None:
    names = ["b", "a", "B", "a-1", "10", "9"]
    tell(store, "one", *(thing(name) for name in names), thing("c", "Project"))
    assert [one.id for one in store.golden.all_entities()] == sorted([*names, "c"])
    assert [one.id for one in store.golden.all_entities("Organisation")] == sorted(names)
    assert [one.id for one in store.golden.all_entities("Project")] == ["c"]
    assert store.golden.types(["a", "c", "x"]) == {"a": "Company", "c": "Project"}


def test_relations_at_an_entity(store: GraphStore) -> None:
    tell(
        store,
        "one",
        *(thing(name) for name in ("a", "b", "c")),
        tie("b", "COOPERATES_WITH", "a"),
        tie("a", "PART_OF", "c"),
        tie("a", "COOPERATES_WITH", "c"),
        tie("b", "PART_OF", "c"),
    )
    golden = store.golden
    keys = [one.key[:3] for one in golden.relations(["a"])]
    assert keys == [
        ("a", "COOPERATES_WITH", "c"),
        ("a", "PART_OF", "c"),
        ("b", "COOPERATES_WITH", "a"),
    ]
    assert [one.target for one in golden.relations(["a", "b"], ["PART_OF"], "out")] == ["c", "c"]
    assert [one.source for one in golden.relations(["a"], direction="in")] == ["b"]
    assert golden.relations([]) == []
    assert len(golden.relations(["a", "b"])) == 4
    among = golden.relations(["a", "b"], direction="among")
    assert [one.key[:3] for one in among] == [("b", "COOPERATES_WITH", "a")]
    assert len(golden.relations(["a", "b", "c"], direction="among")) == 4
    assert golden.relations(["a", "b", "c"], ["PART_OF"], "among") == golden.relations(
        ["c"], ["PART_OF"]
    )
    assert sorted(golden.adjacent(["a"])) == [
        ("a", "b", "Organisation"),
        ("a", "c", "Organisation"),
        ("a", "c", "Organisation"),
    ]
    triples = [("b", "PART_OF", "c"), ("a", "PART_OF", "c"), ("c", "PART_OF", "a")]
    assert [one.source for one in golden.between(triples)] == ["a", "b"]


def test_the_shortest_ways(store: GraphStore) -> None:
    tell(
        store,
        "one",
        *(thing(name) for name in ("a", "b", "c", "d", "e", "far")),
        thing("topic", "Technology"),
        tie("a", "COOPERATES_WITH", "c"),
        tie("d", "COOPERATES_WITH", "c"),
        tie("a", "COOPERATES_WITH", "b"),
        tie("b", "COOPERATES_WITH", "d"),
        tie("b", "PART_OF", "e"),
        tie("e", "PART_OF", "d"),
        tie("a", "WORKS_ON", "topic"),
        tie("d", "WORKS_ON", "topic"),
        tie("far", "WORKS_ON", "topic"),
    )
    ways = store.golden.ways
    assert ways("a", "d", 1, ["Technology"]) == [["a", "b", "d"]]
    assert ways("a", "d", 2, ["Technology"]) == [["a", "b", "d"], ["a", "c", "d"]]
    assert ways("a", "d", 9, ["Technology"]) == [
        ["a", "b", "d"],
        ["a", "c", "d"],
        ["a", "b", "e", "d"],
    ]
    assert ways("a", "d", 3, ["Region"])[2] == ["a", "topic", "d"]
    assert ways("a", "topic", 1, ["Technology"]) == [["a", "topic"]]
    assert ways("a", "far", 1, ["Technology"]) == []
    assert ways("a", "far", 1, []) == [["a", "topic", "far"]]


def test_relations_side_by_side_are_one_way(store: GraphStore) -> None:
    ties = [tie("a", type_, "b") for type_ in ("COOPERATES_WITH", "PART_OF")]
    tell(store, "one", *map(thing, "abc"), *ties, tie("b", "PART_OF", "c"))
    assert store.golden.ways("a", "c", 2, []) == [["a", "b", "c"]]


def test_what_lies_around_an_entity(store: GraphStore) -> None:
    tell(
        store,
        "one",
        *(thing(name) for name in ("a", "b", "c", "d", "e", "far")),
        thing("topic", "Technology"),
        tie("b", "COOPERATES_WITH", "a"),
        tie("a", "COOPERATES_WITH", "c"),
        tie("b", "PART_OF", "c"),
        tie("c", "PART_OF", "d"),
        tie("d", "PART_OF", "e"),
        tie("a", "WORKS_ON", "topic"),
        tie("far", "WORKS_ON", "topic"),
    )
    near = store.golden.vicinity("a", 2, 500, ["Technology"])
    assert near.distances == {"a": 0, "b": 1, "c": 1, "topic": 1, "d": 2}
    ids = list(near.distances)
    assert near.entities == store.golden.entities(ids)
    assert near.relations == store.golden.relations(ids, direction="among")
    assert near.left_out == 0
    assert store.golden.vicinity("a", 2, 500, []).distances.keys() - near.distances == {"far"}
    cut = [store.golden.vicinity("a", 3, limit, []) for limit in (2, 3, 4, 5)]
    assert [one.left_out for one in cut] == [1, 2, 1, 1]
    assert list(cut[0].distances) == ["a", "b", "c"]
    for depth, limit, avoided in product((1, 2, 3), (0, 1, 3, 4, MOST), ([], ["Technology"])):
        found = store.golden.vicinity("a", depth, limit, avoided)
        level_by_level = vicinity(store.golden, "a", depth, limit, avoided)
        assert found == level_by_level
        assert list(found.distances) == list(level_by_level.distances)
    with store.writing("test", ""):
        store.golden.apply(GoldenDelta(relations=[Relation("far", "PART_OF", "a")]))
        assert store.golden.vicinity("a", 1, 500, []).distances["far"] == 1


def test_how_long_a_way_may_be(store: GraphStore) -> None:
    chain = [f"n{number:02}" for number in range(LONGEST + 2)]
    ties = (tie(one, "COOPERATES_WITH", other) for one, other in pairwise(chain))
    tell(store, "one", *(thing(name) for name in chain), *ties)
    assert store.golden.ways(chain[0], chain[-2], 1, []) == [chain[:-1]]
    assert store.golden.ways(chain[0], chain[-1], 1, []) == []
    assert store.golden.ways(chain[-2], chain[0], 2, []) == [chain[-2::-1]]


def test_spells_of_a_relation(store: GraphStore) -> None:
    tell(store, "one", thing("a"), thing("b", "Cluster"))
    tell(store, "two", tie("a", "MEMBER_OF", "b", since="2010", until="2012"))
    tell(store, "three", tie("a", "MEMBER_OF", "b", since="2015"))
    spells = store.golden.between([("a", "MEMBER_OF", "b")])
    assert [(one.nth, one.since, one.until) for one in spells] == [
        (0, "2010", "2012"),
        (1, "2015", ""),
    ]
    tell(store, "two", tie("a", "MEMBER_OF", "b", since="2015"))
    spells = store.golden.between([("a", "MEMBER_OF", "b")])
    assert [(one.nth, one.since, one.until) for one in spells] == [(0, "2015", "")]


def test_counts_and_the_newest_beginning(store: GraphStore) -> None:
    assert store.golden.newest_start() == ""
    tell(
        store,
        "one",
        thing("a", founded="1999"),
        thing("b"),
        thing("c", "Project", start="2021-05", end="2024"),
        tie("a", "PARTICIPATES_IN", "c"),
        tie("b", "PARTICIPATES_IN", "c"),
    )
    assert store.golden.counts() == ({"Organisation": 2, "Project": 1}, {"PARTICIPATES_IN": 2})
    assert store.golden.newest_start() == "2021-05"
    tell(store, "one", thing("a", founded="1999"), thing("b"))
    assert store.golden.newest_start() == "1999"


def test_the_last_revision_that_changed_anything(store: GraphStore) -> None:
    assert store.golden.last_changed() == 0
    tell(store, "one", thing("a"), thing("b"))
    assert store.golden.last_changed() == 1
    different(store, "a", "b")
    assert (store.revision().number, store.golden.last_changed()) == (2, 1)
    tell(store, "one", thing("a"))
    assert store.golden.last_changed() == 3


@pytest.mark.parametrize(("direction", "hub"), [("out", "source"), ("in", "target")])
def test_the_first_relations_of_each_type(store: GraphStore, direction: str, hub: str) -> None:
    others = [f"o{number}" for number in range(5)]
    put(store, *(Entity(id_, "Organisation", "Company", {}, (id_,)) for id_ in ["hub", *others]))

    def link(type_: str, other: str, role: str = "", nth: int = 0) -> Relation:
        ends = ("hub", type_, other) if hub == "source" else (other, type_, "hub")
        return Relation(*ends, role=role, nth=nth)

    cooperates = [link("COOPERATES_WITH", other) for other in others]
    parts = [link("PART_OF", "o1"), link("PART_OF", "o1", "b"), link("PART_OF", "o1", "b", 1)]
    put(store, *reversed(cooperates), *reversed(parts))
    around = store.golden.around
    assert around("hub", direction, 9) == [*cooperates, *parts]
    assert around("hub", direction, 2) == [*cooperates[:2], *parts]
    assert around("hub", direction, 2, "COOPERATES_WITH", "o1") == cooperates[2:4]
    assert around("hub", direction, 5, "COOPERATES_WITH") == cooperates
    assert around("hub", direction, 1, "PART_OF", "o1") == []
    assert around("hub", "in" if direction == "out" else "out", 9) == []
    assert around("nobody", direction, 9) == []
