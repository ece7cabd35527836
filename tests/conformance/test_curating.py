"""Entries by hand: they are believed first, deny what is wrong, and are taken back exactly."""

from __future__ import annotations

import pytest

from graph.curating.entry import entries_of
from graph.curating.hand import Hand
from graph.errors import UnknownNameError, UsageError
from graph.ledger.holdings import Holdings
from graph.question.portrait import portrait
from graph.records import Properties, Value
from graph.store import GraphStore
from tests.conformance.builders import graph_of, optics, reach_of, take_back, tell, thing, tie

PAGE = "https://alpha.example/about"


@pytest.fixture
def hand(store: GraphStore) -> Hand:
    """A curator of a small graph."""
    tell(store, "optics", *optics())
    tell(
        store,
        "one",
        thing("alpha", website="https://old.example", founded="2001", legalName="Alpha UAB"),
        thing("cluster", "Cluster"),
        tie("alpha", "MEMBER_OF", "cluster", role="member", since="2016"),
        tie("alpha", "WORKS_ON", "lasers"),
        tie("alpha", "LOCATED_IN", "LT011"),
        priority=7,
    )
    tell(store, "two", thing("alpha", founded="2003"))
    return Hand(Holdings(store), "a curator", PAGE)


def properties(hand: Hand, id_: str = "alpha") -> Properties:
    """What the graph holds of an entity."""
    return hand.holdings.public.golden.entities([id_])[id_].properties


def test_a_corrected_value_stands_and_says_by_whom(hand: Hand) -> None:
    store = hand.holdings.public
    before = (graph_of(store), reach_of(store))
    name = hand.correct("alpha", "founded", "2002")
    assert properties(hand)["founded"] == "2002"
    whole = portrait(store, store.golden.entities(["alpha"])["alpha"])
    first = next(one for one in whole.evidence["founded"] if one.source == name)
    assert (first.urls, first.confidence) == ((PAGE,), 1.0)
    assert first.locator.startswith("entered by a curator on 20")
    assert [one.info.name for one in entries_of(store)] == [name]
    hand.take_back(name)
    assert (graph_of(store), reach_of(store)) == before
    assert entries_of(store) == []
    assert [one.info.name for one in entries_of(store, undone=True)] == [name]


def test_what_others_take_for_another_kind_can_be_corrected(hand: Hand) -> None:
    store = hand.holdings.public
    report = tell(store, "three", thing("alpha", "Project"))
    assert [one.file for one in report.rejects] == ["three"]
    hand.correct("alpha", "founded", "2002")
    assert properties(hand)["founded"] == "2002"


def test_the_later_entry_is_believed(hand: Hand) -> None:
    first = hand.correct("alpha", "founded", "2002")
    hand.correct("alpha", "founded", "1999")
    assert properties(hand)["founded"] == "1999"
    hand.correct("alpha", "founded", "2002")
    hand.take_back(first)
    assert properties(hand)["founded"] == "2002"


def test_a_corrected_name_is_no_other_name(hand: Hand) -> None:
    hand.correct("alpha", "name", {"en": "Alpha Photonics"})
    assert properties(hand)["name"] == {"en": "Alpha Photonics"}
    assert "altName" not in properties(hand)


@pytest.mark.parametrize(
    ("property_", "value", "left"),
    [("founded", "2001", "2003"), ("founded", None, "2003"), ("website", None, None)],
)
def test_a_denied_value_gives_way_to_the_next(
    hand: Hand, property_: str, value: Value | None, left: Value | None
) -> None:
    before = graph_of(hand.holdings.public)
    name = hand.deny("alpha", property_, value)
    assert properties(hand).get(property_) == left
    hand.take_back(name)
    assert graph_of(hand.holdings.public) == before


def test_a_denied_entity_leaves_with_its_relations(hand: Hand) -> None:
    store = hand.holdings.public
    before = (graph_of(store), reach_of(store))
    name = hand.deny("alpha")
    assert "alpha" not in "\n".join(graph_of(store))
    assert reach_of(store) == []
    hand.take_back(name)
    assert (graph_of(store), reach_of(store)) == before


def test_a_relation_that_ended_is_the_same_relation(hand: Hand) -> None:
    hand.end("alpha", "MEMBER_OF", "cluster", "2020-05")
    found = hand.holdings.public.golden.relations(["alpha"], ["MEMBER_OF"])
    assert [(one.role, one.since, one.until) for one in found] == [("member", "2016", "2020-05")]


def test_a_corrected_relation_keeps_what_is_not_corrected(hand: Hand) -> None:
    store = hand.holdings.public
    before = graph_of(store)
    name = hand.correct_relation(
        "alpha", "MEMBER_OF", "cluster", {"since": "2015", "until": "2019"}
    )
    found = store.golden.relations(["alpha"], ["MEMBER_OF"])
    assert [(one.role, one.since, one.until) for one in found] == [("member", "2015", "2019")]
    hand.take_back(name)
    assert graph_of(store) == before


def test_a_region_that_nobody_named_yet(hand: Hand) -> None:
    hand.relate("alpha", "LOCATED_IN", "CA-QC", {})
    found = hand.holdings.public.golden.relations(["alpha"], ["LOCATED_IN"])
    assert sorted(one.target for one in found) == ["CA-QC", "LT011"]


def test_who_was_denied_as_another_comes_back_alone(hand: Hand) -> None:
    store = hand.holdings.public
    hand.deny("alpha", "")
    tell(store, "one", thing("alpha", identifiers=["pic:2"]))
    tell(store, "two", thing("pic:2"))
    assert "pic-2" not in store.golden.entities(["pic-2"])
    take_back(store, "one")
    assert store.golden.entities(["pic-2"])["pic-2"].keys == ("pic:2",)


def test_an_id_of_which_a_denial_speaks_alone_means_its_entity(hand: Hand) -> None:
    store = hand.holdings.public
    tell(store, "one", thing("pic-2", website="https://a.example"))
    hand.deny("pic-2", "website")
    take_back(store, "one")
    tell(store, "two", thing("pic:2", website="https://a.example", founded="2001"))
    found = store.golden.entities(["pic-2"])["pic-2"]
    assert found.keys == ("pic-2", "pic:2")
    assert "website" not in found.properties


def test_a_denied_relation_goes_and_can_be_said_again(hand: Hand) -> None:
    store = hand.holdings.public
    hand.deny_relation("alpha", "WORKS_ON", "lasers")
    assert store.golden.relations(["alpha"], ["WORKS_ON"]) == []
    assert reach_of(store) == []
    tell(store, "three", tie("alpha", "WORKS_ON", "lasers"))
    assert store.golden.relations(["alpha"], ["WORKS_ON"]) == []
    hand.relate("alpha", "WORKS_ON", "lasers", {})
    assert len(store.golden.relations(["alpha"], ["WORKS_ON"])) == 1


def test_an_entity_with_its_region(hand: Hand) -> None:
    hand.add("Company", {"name": {"en": "Beta Optics"}, "website": "https://beta.example"})
    hand.relate("Beta Optics", "LOCATED_IN", "LT", {"city": "Vilnius"})
    store = hand.holdings.public
    assert store.golden.entities(["beta-optics"])["beta-optics"].type == "Company"
    with pytest.raises(UsageError, match="'beta-optics' is in the graph already"):
        hand.add("Company", {"name": {"en": "Beta Optics"}})


def test_what_another_added_meanwhile_is_not_added_again(
    hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    holdings, home = hand.holdings, hand.holdings.home

    def late(visibility: str) -> GraphStore:
        """Let somebody else be faster, after it was looked whether it is new."""
        monkeypatch.setattr(holdings, "home", home)
        Hand(holdings, "another", PAGE).add("Company", {"name": {"en": "Gamma"}})
        return home(visibility)

    monkeypatch.setattr(holdings, "home", late)
    with pytest.raises(UsageError, match="'gamma' is in the graph already"):
        hand.add("Company", {"name": {"en": "Gamma Ltd"}}, "gamma")
    assert len(entries_of(holdings.public)) == 1


@pytest.mark.parametrize(
    ("since", "until"), [("2016", "2015"), ("2016-05", "2016-04"), ("2016-05-02", "2016-05-01")]
)
def test_nothing_ends_before_it_began(hand: Hand, since: str, until: str) -> None:
    store = hand.holdings.public
    before = store.revision()
    times = {"role": "founder", "since": since, "until": until}
    with pytest.raises(UsageError, match=f"until {until} is before since {since}"):
        hand.relate("alpha", "MEMBER_OF", "cluster", times)
    with pytest.raises(UsageError, match="until 2015 is before since 2016"):
        hand.end("alpha", "MEMBER_OF", "cluster", "2015")
    assert store.revision() == before


def test_a_date_is_held_against_the_one_that_stands(hand: Hand) -> None:
    """A firm founded in 1999 was said to have ended in 1990."""
    hand.correct("alpha", "founded", "1999")
    before = hand.holdings.public.revision()
    with pytest.raises(UsageError, match="ended 1990 is before founded 1999"):
        hand.correct("alpha", "ended", "1990")
    assert hand.holdings.public.revision() == before
    hand.correct_all("alpha", {"founded": "1980", "ended": "1990"})
    with pytest.raises(UsageError, match="ended 1990 is before founded 1991"):
        hand.correct("alpha", "founded", "1991")
    hand.correct("alpha", "ended", "1999")


def test_what_cannot_be_entered_changes_nothing(hand: Hand) -> None:
    store = hand.holdings.public
    before = store.revision()
    with pytest.raises(UsageError, match="founded: 'soon' is no date"):
        hand.correct("alpha", "founded", "soon")
    with pytest.raises(UsageError, match="BROADER cannot lead from a Company to a Cluster"):
        hand.relate("alpha", "BROADER", "cluster", {})
    with pytest.raises(UsageError, match="personal data"):
        hand.correct("alpha", "description", {"en": "write to jonas.jonaitis@alpha.example"})
    with pytest.raises(UnknownNameError, match="gamma"):
        hand.relate("alpha", "MEMBER_OF", "gamma", {})
    with pytest.raises(UnknownNameError, match="no relation alpha MEMBER_OF cluster founder"):
        hand.end("alpha", "MEMBER_OF", "cluster", "2020", "founder")
    with pytest.raises(UsageError, match="is no web address"):
        Hand(hand.holdings, "a curator", "javascript:alert(1)").correct("alpha", "founded", "2002")
    assert store.revision() == before
