"""The briefing on Canada, from the bundled facts, and what a briefing leaves open."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from graph.errors import UnknownNameError
from graph.question.briefing import briefing
from graph.question.briefing_shapes import Briefing
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from tests.conformance.builders import optics, tell, thing, tie


@pytest.fixture(scope="module")
def canada(bundled: str) -> Iterator[Briefing]:
    store = SqliteStore(bundled.removeprefix("sqlite:///"))
    yield briefing(Reader(store), "Kanada", cluster="LITEK")
    store.close()


def test_names_are_understood(canada: Briefing) -> None:
    assert (canada.region.id, canada.region.label) == ("CA", "Canada")
    assert canada.cluster
    assert canada.cluster.id == "litek"


def test_litek_agreement_is_there(canada: Briefing) -> None:
    ours = [one for one in canada.agreements if one.ours]
    assert [one.id for one in ours] == ["mou-litek-cpic-2019"]
    (mou,) = ours
    assert (mou.date, mou.end, mou.stages) == ("2019-06-26", "", ("2019-06-26 signed",))
    assert [(one.id, one.there) for one in mou.parties] == [("cpic", True), ("litek", False)]
    assert "joint-rd" in mou.scope
    assert any("litek.lt" in url for one in mou.evidence for url in one.urls)


def test_other_agreements_are_there(canada: Briefing) -> None:
    found = {one.id for one in canada.agreements}
    assert found >= {"agreement-popsud-gopq-2002", "moa-oce-optonet", "mou-pimap-optonique-2019"}


def test_the_visit_of_may_2016_is_there(canada: Briefing) -> None:
    (visit,) = (one for one in canada.events if one.id == "laser-go-quebec-2016")
    assert (visit.start, visit.place, visit.there, visit.kinds) == (
        *("2016-05", "Quebec", True),
        ("mission",),
    )
    hosts = {one.id for one in visit.participants if one.role == "host"}
    assert {"quebec-international", "medec", "photonics-quebec"} <= hosts
    assert visit.evidence[0].urls


def test_organisations_stand_with_what_they_work_on(canada: Briefing) -> None:
    ids = {one.id for one in canada.organisations}
    assert {"cpic", "ino", "exfo"} <= ids
    groups = {one.technology: one.organisations for one in canada.groups}
    assert "cpic" in groups["photonics"]
    assert "exfo" in groups["optical-fibres"]
    (former,) = (one for one in canada.organisations if one.id == "cipi")
    assert former.ended == "2012-04-01"


def test_the_shortest_tie_is_the_memorandum(canada: Briefing) -> None:
    first = canada.ties[0]
    assert first.id == "cpic"
    assert [one.relation for one in first.steps] == ["PARTY_TO", "PARTY_TO"]
    assert all(one.evidence for tie in canada.ties for one in tie.steps)


def test_what_is_not_known_is_told(canada: Briefing) -> None:
    gaps = {(one.kind, one.id) for one in canada.unknown}
    assert ("no_end", "mou-litek-cpic-2019") in gaps
    assert ("no_city", "medec") in gaps
    assert ("no_tie", "ino") in gaps


def test_every_line_has_a_source_that_has_a_date(canada: Briefing) -> None:
    said = [(one.id, one.evidence) for one in canada.organisations]
    said += [(one.id, one.evidence) for one in canada.agreements]
    said += [(one.id, one.evidence) for one in canada.events]
    said += [(one.id, one.evidence) for one in canada.projects]
    assert len(said) > 20
    for id_, evidence in said:
        assert evidence, id_
        assert all(canada.sources[one.source].read for one in evidence)
    assert all(one.evidence for one in canada.contacts)


def test_a_technology_narrows_it(bundled: str) -> None:
    store = SqliteStore(bundled.removeprefix("sqlite:///"))
    found = briefing(Reader(store), "CA", technology="medical devices")
    assert [one.id for one in found.organisations] == ["medec"]
    assert [one.id for one in found.events] == ["laser-go-quebec-2016"]
    assert not found.agreements
    store.close()


def test_a_city_is_a_region_too() -> None:
    store = SqliteStore(":memory:")
    people = [thing("inside"), thing("outside"), thing("unplaced")]
    places = [
        tie("inside", "LOCATED_IN", "LT011", city="Vilnius"),
        tie("outside", "LOCATED_IN", "LT011", city="Trakai"),
        tie("LT011", "PART_OF", "LT"),
    ]
    tell(store, "a", *optics(), *people, *places)
    found = briefing(Reader(store), "Vilnius")
    assert [one.id for one in found.organisations] == ["inside"]
    assert found.cluster is None
    assert not found.ties
    store.close()


def test_an_unknown_cluster_is_an_error(bundled: str) -> None:
    store = SqliteStore(bundled.removeprefix("sqlite:///"))
    with pytest.raises(UnknownNameError, match="no entity is called"):
        briefing(Reader(store), "CA", cluster="no-such-cluster-at-all")
    store.close()
