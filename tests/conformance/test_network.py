"""Every store shows the same networks, stories, briefings and shortlists."""

from __future__ import annotations

from dataclasses import replace

from graph.question.briefing import briefing
from graph.question.shortlist import shortlist
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from tests.conformance.builders import optics, tell, thing, tie
from viz.network.atlas import Atlas
from viz.network.selection import Selection


def partnership(store: GraphStore) -> Atlas:
    """Two clusters in one project, an agreement that came of it, and an event."""
    things = [
        thing("home", "Cluster", acronym=["HOM"]),
        thing("away", "Cluster"),
        thing("member"),
        thing("project", "Project", start="2016", end="2018"),
        thing("mou", "Agreement", signed="2019-06"),
        thing("visit", "Event", start="2016-05"),
    ]
    ties = [
        tie("home", "LOCATED_IN", "LT011", city="Vilnius"),
        tie("away", "LOCATED_IN", "AT130", city="Wien"),
        tie("LT011", "PART_OF", "LT"),
        tie("AT130", "PART_OF", "AT"),
        tie("member", "MEMBER_OF", "away"),
        tie("home", "PARTICIPATES_IN", "project", role="coordinator"),
        tie("away", "PARTICIPATES_IN", "project", role="partner"),
        tie("project", "ABOUT", "oct"),
        tie("mou", "RESULTS_FROM", "project"),
        tie("home", "PARTY_TO", "mou", role="party"),
        tie("away", "PARTY_TO", "mou", role="party"),
        tie("mou", "TARGETS", "AT"),
        tie("away", "TAKES_PART_IN", "visit", role="host"),
        tie("visit", "LOCATED_IN", "AT130"),
    ]
    tell(store, "partnership", *optics(), *things, *ties)
    return Atlas(Reader(store))


def test_all_stores_show_the_same(store: GraphStore) -> None:
    own = SqliteStore(":memory:")
    here, there = partnership(store), partnership(own)
    for asked in (Selection(), Selection(technology="light", region="Austria")):
        ours, theirs = here.network(asked, "lt"), there.network(asked, "lt")
        assert {"away", "project"} <= set(ours.nodes.id)
        assert replace(ours, revision=0) == replace(theirs, revision=0)
    assert replace(here.story(), revision=0) == replace(there.story(), revision=0)
    found = briefing(here.reader, "AT", cluster="home")
    assert [one.id for one in found.agreements] == ["mou"]
    assert [one.id for one in found.events] == ["visit"]
    assert [tie.id for tie in found.ties] == ["away"]
    assert found == briefing(there.reader, "AT", cluster="home")
    assert shortlist(store, ["home", "away"]) == shortlist(own, ["home", "away"])
    own.close()
