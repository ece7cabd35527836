"""A briefing on a region where little happens: every line of it."""

from __future__ import annotations

import pytest

from graph.question.briefing import briefing
from graph.question.briefing_shapes import Briefing
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from tests.conformance.builders import optics, tell, thing, tie

SITE = "https://lens.example"


@pytest.fixture(scope="module")
def reader() -> Reader:
    """Two organisations in Vilnius county, and what joins them to others."""
    store = SqliteStore(":memory:")
    tell(
        store,
        "notes",
        *optics(),
        *(thing(name) for name in ("far", "lens", "quiet", "stray")),
        thing("Zeta", website=SITE),
        thing("club", "Cluster"),
        thing("LT", "Region"),
        tie("LT011", "PART_OF", "LT"),
        tie("Zeta", "LOCATED_IN", "LT011", city="Vilnius"),
        tie("lens", "LOCATED_IN", "LT011"),
        tie("quiet", "LOCATED_IN", "LT011", city="Vilnius"),
        tie("far", "LOCATED_IN", "AT130"),
        tie("far", "MEMBER_OF", "club"),
        tie("Zeta", "WORKS_ON", "lasers"),
        tie("quiet", "WORKS_ON", "oct"),
        thing("pact", "Agreement", signed="2020-05", end="2030", stage="signed"),
        tie("lens", "PARTY_TO", "pact"),
        tie("far", "PARTY_TO", "pact"),
        tie("pact", "ABOUT", "lasers"),
        thing("plan", "Agreement"),
        tie("plan", "TARGETS", "LT011"),
        thing("fair", "Event", start="2021"),
        tie("fair", "LOCATED_IN", "LT011", city="Vilnius"),
        thing("abroad", "Event", start="2019"),
        tie("abroad", "LOCATED_IN", "AT130"),
        tie("club", "TAKES_PART_IN", "abroad"),
        tie("Zeta", "TAKES_PART_IN", "abroad"),
        thing("undated", "Event"),
        tie("quiet", "TAKES_PART_IN", "undated"),
        thing("elsewhere", "Event"),
        tie("elsewhere", "LOCATED_IN", "AT130"),
        tie("far", "TAKES_PART_IN", "elsewhere"),
        thing("old", "Project", start="2015"),
        tie("Zeta", "PARTICIPATES_IN", "old", role="funder"),
        tie("old", "ABOUT", "imaging"),
        thing("young", "Project", start="2022"),
        tie("quiet", "PARTICIPATES_IN", "young", role="partner"),
        tie("far", "PARTICIPATES_IN", "young", role="coordinator"),
        tie("young", "ABOUT", "imaging"),
        tie("young", "PARTY_TO", "pact"),
        tie("Zeta", "COOPERATES_WITH", "far"),
        tie("Zeta", "COOPERATES_WITH", "lens"),
        tie("quiet", "COOPERATES_WITH", "lens"),
    )
    return Reader(store)


@pytest.fixture(scope="module")
def found(reader: Reader) -> Briefing:
    return briefing(reader, "LT", cluster="club")


def test_who_is_there(found: Briefing) -> None:
    said = {
        one.id: (one.country, one.region, one.city, one.website, one.technologies, one.direct)
        for one in found.organisations
    }
    assert list(said.items()) == [
        ("lens", ("LT", "LT011", "", "", ("lasers",), False)),
        ("quiet", ("LT", "LT011", "Vilnius", "", ("imaging", "oct"), True)),
        ("Zeta", ("LT", "LT011", "Vilnius", SITE, ("lasers",), True)),
    ]
    assert found.left_out == {"organisations": 0, "projects": 0}


def test_the_largest_group_first(reader: Reader, found: Briefing) -> None:
    groups = [(one.technology, one.organisations) for one in found.groups]
    assert groups == [("lasers", ("lens", "Zeta")), ("imaging", ("quiet",)), ("oct", ("quiet",))]
    narrowed = briefing(reader, "LT", technology="imaging")
    assert [one.technology for one in narrowed.groups] == ["imaging", "oct"]
    assert [one.id for one in narrowed.organisations] == ["quiet"]


def test_agreements(found: Briefing) -> None:
    pact, plan = found.agreements
    assert [(one.id, one.there) for one in pact.parties] == [
        *[("lens", True), ("far", False), ("young", False)]
    ]
    assert (pact.id, pact.date, pact.end, pact.ours) == ("pact", "2020-05", "2030", True)
    assert (plan.id, plan.parties, plan.targets, plan.ours) == ("plan", (), ("LT011",), False)


def test_events_by_date(found: Briefing) -> None:
    assert [(one.id, one.place, one.there, one.ours) for one in found.events] == [
        ("abroad", "Vienna", False, True),
        ("fair", "Vilnius, Vilnius County", True, False),
        ("undated", "", False, False),
    ]


def test_projects_the_latest_first(found: Briefing) -> None:
    young, old = found.projects
    assert [(one.id, one.role) for one in young.participants] == [
        *[("quiet", "partner"), ("far", "coordinator")]
    ]
    assert (young.id, young.ours, old.id, old.ours) == ("young", True, "old", False)


def test_contacts_and_ties_lead_out_of_the_region(reader: Reader, found: Briefing) -> None:
    assert [(one.source, one.target) for one in found.contacts] == [("Zeta", "far")]
    assert [(one.id, [step.relation for step in one.steps]) for one in found.ties] == [
        ("Zeta", ["TAKES_PART_IN", "TAKES_PART_IN"]),
        ("lens", ["MEMBER_OF", "PARTY_TO", "PARTY_TO"]),
        ("quiet", ["MEMBER_OF", "PARTICIPATES_IN", "PARTICIPATES_IN"]),
    ]
    assert not briefing(reader, "LT", technology="imaging").contacts
    assert found.names.keys() >= {"Zeta", "far", "club", "abroad", "pact", "young"}


def test_what_no_source_says(found: Briefing) -> None:
    assert [(one.kind, one.id) for one in found.unknown] == [
        *[("no_end", "plan"), ("no_stage", "plan"), ("no_date", "plan"), ("no_date", "undated")],
        *[("no_city", "lens"), ("no_website", "lens"), ("no_website", "quiet")],
    ]
