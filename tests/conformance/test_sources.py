"""Taking sources in and out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.errors import UnknownNameError
from graph.ledger.leaving import Leaving, leaving
from graph.ledger.writing import ends
from graph.records import Record
from graph.store import GraphStore
from tests.conformance.builders import graph_of, reach_of, take_back, tell, thing, tie

ALPHA = thing("alpha", website="https://alpha.example")
CLUSTER = thing("cluster", "Cluster")
MEMBER = tie("alpha", "MEMBER_OF", "cluster", role="member", since="2016")


def test_the_same_source_again_changes_nothing(store: GraphStore) -> None:
    first = tell(store, "one", ALPHA, CLUSTER, MEMBER)
    before = (graph_of(store), store.revision())
    again = tell(store, "one", ALPHA, CLUSTER, MEMBER)
    assert (first.created, first.records, first.entities, first.relations) == (3, 3, 2, 1)
    assert (again.created, again.updated, again.removed, again.unchanged) == (0, 0, 0, 3)
    assert (graph_of(store), store.revision()) == before


def test_the_same_content_under_another_date_keeps_the_records(store: GraphStore) -> None:
    tell(store, "one", ALPHA, CLUSTER, MEMBER, date="2020")
    before = [one.number for one in store.ledger.history(1)]
    report = tell(store, "one", ALPHA, CLUSTER, MEMBER, date="2021")
    assert not report.changed
    assert [one.number for one in store.ledger.history(2)] == before


def test_a_source_that_is_believed_otherwise_than_before(store: GraphStore) -> None:
    """None of its units changed, but what it says comes before what another says, or after it."""
    part = tie("pic:7", "PARTICIPATES_IN", "light", ecContribution=1.0)
    other = [thing("beta", identifiers=["pic:7"], founded="2001"), thing("light", "Project")]
    tell(store, "other", *other, part, date="2020")
    same_part = tie("alpha", "PARTICIPATES_IN", "light", ecContribution=2.0)
    said = [thing("alpha", identifiers=["pic:7"], founded="2002"), thing("gamma")]
    seen = []
    for priority, date in [(-1, ""), (1, ""), (0, "2019"), (0, "2021"), (0, "2022"), (-1, "2022")]:
        report = tell(store, "one", *said, same_part, priority=priority, date=date)
        (relation,) = store.golden.all_relations()
        entity = store.golden.entities([relation.source])[relation.source]
        seen.append((entity.properties["founded"], relation.properties["ecContribution"]))
        written, _ = store.golden.changed(store.revision().number - 1)
        assert ("gamma" in written) == report.changed, "only one source speaks of it"
    after, before = ("2001", 1.0), ("2002", 2.0)
    assert seen == [after, before, after, before, before, after]


def test_a_new_version_replaces_what_the_old_one_said(store: GraphStore) -> None:
    tell(store, "one", ALPHA, CLUSTER, MEMBER)
    report = tell(store, "one", thing("alpha", website="https://new.example"), CLUSTER)
    assert (report.created, report.updated, report.removed, report.unchanged) == (0, 1, 1, 1)
    alpha = store.golden.entities(["alpha"])["alpha"]
    assert alpha.properties["website"] == "https://new.example"
    assert list(store.golden.all_relations()) == []


def test_a_unit_that_a_source_no_longer_has_is_closed(store: GraphStore) -> None:
    tell(store, "one", ALPHA, CLUSTER)
    assert sorted(store.ledger.units("one")) == ["alpha", "cluster"]
    tell(store, "one", CLUSTER)
    assert sorted(store.ledger.units("one")) == ["cluster"]
    assert list(store.golden.entities(["alpha", "cluster"])) == ["cluster"]


def test_retracting_takes_out_what_only_that_source_said(store: GraphStore) -> None:
    tell(store, "one", ALPHA, CLUSTER, MEMBER)
    before = graph_of(store)
    beta = tie("beta", "MEMBER_OF", "cluster")
    tell(store, "two", thing("alpha", legalName="Alpha UAB"), thing("beta"), beta, MEMBER)
    assert graph_of(store) != before
    report = take_back(store, "two")
    assert report.removed == 4
    assert graph_of(store) == before
    assert [one.info.name for one in store.ledger.sources()] == ["one"]


def test_the_last_source_leaves_an_empty_graph(store: GraphStore) -> None:
    tell(store, "one", ALPHA, CLUSTER, MEMBER)
    take_back(store, "one")
    assert (graph_of(store), reach_of(store)) == ([], [])
    assert store.golden.counts() == ({}, {})
    assert store.ledger.identities(["alpha", "cluster"]) == {}
    assert store.names.exact("alpha") == []
    tell(store, "one", ALPHA, CLUSTER, MEMBER)
    assert len(graph_of(store)) == 3


def test_what_was_replaced_stays_in_the_history(store: GraphStore) -> None:
    tell(store, "one", ALPHA)
    tell(store, "one", thing("alpha", website="https://new.example"))
    take_back(store, "one")
    websites = [
        [one.record.properties["website"] for one in store.ledger.history(revision)]
        for revision in range(4)
    ]
    assert websites == [[], ["https://alpha.example"], ["https://new.example"], []]
    closed = store.ledger.sources(closed=True)
    assert [(one.opened, one.closed) for one in closed] == [(1, 2), (2, 3)]


def test_purging_erases_the_history_of_one_source_only(store: GraphStore) -> None:
    tell(store, "one", ALPHA)
    tell(store, "two", CLUSTER)
    tell(store, "one", thing("alpha"))
    take_back(store, "one", purge=True)
    subjects = [[one.source for one in store.ledger.history(number)] for number in range(5)]
    assert subjects == [[], [], ["two"], ["two"], ["two"]]
    assert [one.info.name for one in store.ledger.sources(closed=True)] == ["two"]
    tell(store, "one", ALPHA)
    assert list(store.golden.entities(["alpha"])) == ["alpha"]


def test_a_retracted_source_can_be_purged_later(store: GraphStore) -> None:
    tell(store, "one", ALPHA)
    take_back(store, "one")
    take_back(store, "one", purge=True)
    assert list(store.ledger.history(1)) == []
    assert store.ledger.sources(closed=True) == []


def test_sources_are_listed_by_name_with_their_counts(store: GraphStore) -> None:
    tell(store, "two", CLUSTER, priority=3, date="2024-05")
    tell(store, "one", ALPHA, MEMBER)
    listed = store.ledger.sources()
    assert [(one.info.name, one.opened, one.closed) for one in listed] == [
        ("one", 2, None),
        ("two", 1, None),
    ]
    assert (listed[1].info.priority, listed[1].info.date) == (3, "2024-05")
    assert store.ledger.tally("one") == (2, 1, 1)
    assert store.ledger.tally("unknown") == (0, 0, 0)


def test_what_a_source_says_twice_counts_as_one_relation(store: GraphStore) -> None:
    twice = [tie("alpha", "MEMBER_OF", "cluster", role=role) for role in ("member", "partner")]
    tell(store, "one", ALPHA, CLUSTER, *twice)
    tell(store, "two", MEMBER)
    assert store.ledger.tally("one") == (4, 2, 1)
    assert store.ledger.tally("two") == (1, 0, 1)


def test_counts_follow_each_version_of_a_source(store: GraphStore) -> None:
    """They are counted on from version to version, and are what counting them all gives."""
    other: list[Record] = [
        thing("cluster", "University", founded="1990"),
        replace(MEMBER, source="beta"),
    ]
    partner = replace(MEMBER, properties={"role": "partner"})
    versions: list[list[Record]] = [
        [ALPHA, CLUSTER, MEMBER],
        [ALPHA, CLUSTER, MEMBER, partner],  # the same relation by another record
        [ALPHA, CLUSTER, partner],  # and by that one alone
        [ALPHA, thing("cluster", "Association"), thing("gamma"), MEMBER, *other],
        [CLUSTER, thing("cluster", website="https://c.example")],
        [],
        [ALPHA, MEMBER],
    ]
    tell(store, "two", *other, MEMBER)
    for said in versions:
        report = tell(store, "one", *said)
        found = store.ledger.tally("one")
        assert found == (report.records, report.entities, report.relations) == _count(store, "one")
        assert store.ledger.tally("two") == (3, 1, 2)
    take_back(store, "one")
    assert store.ledger.tally("one") == (0, 0, 0)
    tell(store, "one", ALPHA)
    assert store.ledger.tally("one") == (1, 1, 0)


def _count(store: GraphStore, source: str) -> tuple[int, int, int]:
    numbers = [one.number for one in store.ledger.units(source).values()]
    ties = [ends(one.record) for one in store.ledger.unit_records(numbers)]
    keys = {key for key, _, target in ties if not target}
    return len(ties), len(keys), len({tie for tie in ties if tie[2]})


def test_what_a_source_points_at(store: GraphStore) -> None:
    tell(store, "one", ALPHA, CLUSTER, MEMBER, tie("alpha", "LOCATED_IN", "LT"))
    tell(store, "two", tie("alpha", "LOCATED_IN", "AT"))
    assert store.ledger.objects("one", ["LOCATED_IN", "MEMBER_OF"]) == {"LT", "cluster"}
    assert store.ledger.objects("one", ["LOCATED_IN"]) == {"LT"}


def test_records_know_their_source_and_evidence(store: GraphStore) -> None:
    tell(store, "one", ALPHA, CLUSTER, MEMBER, priority=5, date="2024")
    (stored,) = store.ledger.tied([("alpha", "MEMBER_OF", "cluster")])
    triples = [("alpha", "MEMBER_OF", "cluster"), ("cluster", "MEMBER_OF", "alpha")]
    assert list(store.ledger.stating(triples)) == [(triples[0], stored)]
    assert (stored.source, stored.priority, stored.date) == ("one", 5, "2024")
    assert (stored.record, stored.opened, stored.closed) == (MEMBER, 1, None)
    assert [one.record for one in store.ledger.entity_records(["alpha"])] == [ALPHA]
    assert store.ledger.ties_about(["alpha"]) == {("alpha", "MEMBER_OF", "cluster")}
    assert store.ledger.ties_to(["cluster"]) == {("alpha", "MEMBER_OF", "cluster")}


def test_an_entity_whose_class_changes_with_its_source(store: GraphStore) -> None:
    tell(store, "one", thing("alpha", "Company", profile="it is small"))
    tell(store, "one", thing("alpha", "University"))
    entity = store.golden.entities(["alpha"])["alpha"]
    assert (entity.type, "profile" in entity.properties) == ("University", False)
    tell(store, "one", thing("alpha", "Project"))
    assert [one.id for one in store.golden.all_entities("Project")] == ["alpha"]
    assert list(store.golden.all_entities("Organisation")) == []


def test_a_relation_stands_as_long_as_the_kinds_at_its_ends_allow_it(store: GraphStore) -> None:
    tell(store, "one", thing("alpha"), tie("alpha", "PARTICIPATES_IN", "light"))
    tell(store, "two", thing("light", "Project"))
    assert len(list(store.golden.all_relations())) == 1
    tell(store, "two", thing("light", "Region"))
    assert list(store.golden.all_relations()) == []
    tell(store, "two", thing("light", "Project", name={"en": "Light"}))
    assert len(list(store.golden.all_relations())) == 1


def test_what_was_said_of_a_key_before(store: GraphStore) -> None:
    tell(store, "one", thing("a", founded="2003"), thing("b"))
    tell(store, "one", thing("a", founded="2004"), thing("b"))
    assert [one.record for one in store.ledger.former(["a", "b", "c"])] == [
        thing("a", founded="2003")
    ]
    take_back(store, "one")
    former = store.ledger.former(["a"])
    assert [one.record for one in former] == [
        thing("a", founded="2003"),
        thing("a", founded="2004"),
    ]
    assert [one.source for one in former] == ["one", "one"]
    assert [one.closed for one in former] == [2, 3]
    take_back(store, "one", purge=True)
    assert store.ledger.former(["a"]) == []


def test_what_would_leave_is_what_leaves(store: GraphStore) -> None:
    things = (thing("pic:7"), thing("gamma"), thing("alpha"), CLUSTER)
    ties = (tie("gamma", "MEMBER_OF", "cluster"), MEMBER)
    tell(store, "one", thing("alpha", identifiers=["pic:7"]), CLUSTER, MEMBER)
    before = graph_of(store)
    tell(store, "two", *things, *ties)
    assert list(leaving(store, ["two"])) == [Leaving("two", 6, 1, 1)]
    both = [Leaving("two", 6, 4, 2), Leaving("one", 3, 2, 1)]
    assert list(leaving(store, ["two", "one"])) == both
    take_back(store, "two")
    assert graph_of(store) == before
    with pytest.raises(UnknownNameError, match="no source is called 'two'"):
        list(leaving(store, ["two"]))
