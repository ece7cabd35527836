"""Relations that sources tell otherwise: the same contradictions on every store."""

from __future__ import annotations

import pytest

from graph.curating.hand import Hand
from graph.ledger.holdings import Holdings
from graph.records import RelationRecord, Value
from graph.review.contradictions import contradictions
from graph.store import GraphStore
from tests.conformance.builders import SCHEMA, tell, thing, tie

ONE_STORE = pytest.mark.parametrize("backend", ["sqlite"])
BOTH_STORES = pytest.mark.parametrize(
    "backend", ["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)]
)
Told = tuple[str, str, Value, list[Value], str]


def member(**properties: Value) -> RelationRecord:
    """Return what a source says of a membership."""
    return tie("alpha", "MEMBER_OF", "cluster", **properties)


def told(store: GraphStore, *sources: RelationRecord) -> list[Told]:
    """Let each of several sources, the best first, say one thing; return what is contested."""
    tell(store, "things", thing("alpha"), thing("cluster", "Cluster"))
    for number, one in enumerate(sources):
        tell(store, f"source-{number}", one, priority=10 - number)
    return found(store)


def found(store: GraphStore) -> list[Told]:
    """Return property, role, what stands, what lost, and the rule."""
    return [
        (one.property, one.role, one.stands.value, [lost.value for lost in one.lost], one.rule)
        for one in contradictions(store, SCHEMA, entity="alpha")
    ]


@BOTH_STORES
def test_times_that_differ(store: GraphStore) -> None:
    assert told(
        store,
        member(role="member", since="2016"),
        member(role="member", since="2016-05"),
        member(role="member", since="2018", until="2020"),
    ) == [("since", "member", "2016", ["2018"], "priority")]
    [one] = contradictions(store, SCHEMA)
    assert (one.relation, one.target, one.target_name) == ("MEMBER_OF", "cluster", "cluster")
    assert (one.stands.witness.source, one.lost[0].witness.source) == ("source-0", "source-2")
    Hand(Holdings(store), "a curator", "https://a.example").deny_relation(
        "alpha", "MEMBER_OF", "cluster", "member"
    )
    assert found(store) == []


@ONE_STORE
def test_times_that_do_not_overlap_are_two_memberships(store: GraphStore) -> None:
    one, two = member(since="2010", until="2012"), member(since="2016")
    assert told(store, one, two) == []


@BOTH_STORES
def test_of_two_memberships_the_one_that_is_contested_is_corrected(store: GraphStore) -> None:
    first = member(since="2008", until="2012")
    tell(store, "again", member(since="2016"))
    assert told(store, first, member(since="2009", until="2012")) == [
        ("since", "", "2008", ["2009"], "priority")
    ]
    [one] = contradictions(store, SCHEMA)
    assert one.since == "2008"
    Hand(Holdings(store), "a curator", "https://a.example").correct_relation(
        "alpha", "MEMBER_OF", "cluster", {"since": "2009"}, one.role, one.since
    )
    ties = store.golden.between([("alpha", "MEMBER_OF", "cluster")])
    assert [one.since for one in ties] == ["2009", "2016"]


@ONE_STORE
def test_roles_that_differ_both_stand(store: GraphStore) -> None:
    told_ = told(store, member(role="board-member"), member(role="member"), member())
    assert told_ == [("role", "", "board-member", ["member"], "both")]


@ONE_STORE
def test_two_roles_of_one_source_are_no_contradiction(store: GraphStore) -> None:
    tell(store, "all", member(role="member"), member(role="board-member"))
    assert told(store, member(role="member")) == []


@ONE_STORE
def test_amounts_that_differ(store: GraphStore) -> None:
    tell(store, "things", thing("alpha"), thing("p", "Project"))
    for year, amount in (("2019", 1000.0), ("2021", 1200.0), ("2020", 1000.0)):
        paid = tie("alpha", "PARTICIPATES_IN", "p", role="partner", ecContribution=amount)
        tell(store, f"of {year}", paid, date=year)
    assert found(store) == [("ecContribution", "partner", 1200.0, [1000.0], "date")]
