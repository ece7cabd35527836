"""Workbooks of members: what comes back unedited says nothing, what was edited is entered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.curating.hand import Hand
from graph.ledger.attribution import attributions
from graph.ledger.holdings import Holdings
from graph.ledger.writing import Report
from graph.question.portrait import portrait
from graph.records import Properties
from graph.roster.roster import roster
from graph.store import GraphStore
from ingest.errors import UnknownFormatError
from ingest.rosters.edits import edits_of, take_in_edits
from ingest.tables.changes import ManyLeaveError
from ingest.uploads.kinds import kind_of
from lumigraph.bundled import bundled_data
from lumigraph.loading import take_in
from tests.conformance.builders import graph_of, optics, reach_of, same, tell, thing, tie
from tests.ingest.rosters_editing import Row, adding, edit, setting, without
from viz.exports.roster_workbook import write_roster

BOTH_STORES = pytest.mark.parametrize(
    "backend", ["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)]
)
ONE_STORE = pytest.mark.parametrize("backend", ["sqlite"])
"""What a cell says is read without a store."""
TODAY = "2026-12-01"
Editing = Callable[[list[Row]], list[Row]]


@pytest.fixture
def holdings(store: GraphStore) -> Holdings:
    """A cluster of three members."""
    tell(store, "optics", *optics())
    tell(
        store,
        "list",
        thing("cluster", "Cluster"),
        thing("beta", founded="2001", acronym=["B"]),
        thing("gamma", founded="2001", acronym=["G"], altName={"en": ["Gamma Two"]}),
        thing("alpha", identifiers=["pic:999643492"], founded="2001", website="https://a.example"),
        tie("alpha", "MEMBER_OF", "cluster", role="member", since="2016"),
        tie("beta", "MEMBER_OF", "cluster", role="member", since="2010", until="2012"),
        tie("beta", "MEMBER_OF", "cluster", role="member", since="2018"),
        tie("gamma", "MEMBER_OF", "cluster", role="board-member"),
        tie("alpha", "WORKS_ON", "lasers"),
        tie("alpha", "LOCATED_IN", "LT011", city="Vilnius", address="Gatvė 1"),
        priority=7,
    )
    return Holdings(store)


@pytest.fixture
def workbook(holdings: Holdings, tmp_path: Path) -> Path:
    """That cluster as a workbook."""
    return write(holdings.public, "cluster", tmp_path)


def write(store: GraphStore, of: str, folder: Path) -> Path:
    """Write the members of a cluster."""
    path = folder / "members.xlsx"
    with path.open("wb") as file:
        entity = store.golden.entities([of])[of]
        write_roster(roster(store, entity), attributions(store), file)
    return path


def put_back(holdings: Holdings, path: Path, *changes: Editing, sure: bool = False) -> Report:
    """Edit a workbook, and take it in."""
    for change in changes:
        edit(path, change)
    return take_in_edits(holdings, path, "a curator", today=TODAY, sure=sure)


def properties(holdings: Holdings, id_: str = "alpha") -> Properties:
    """What the graph holds of an entity."""
    return holdings.public.golden.entities([id_])[id_].properties


def ties(holdings: Holdings, id_: str, type_: str) -> list[tuple[str, str, str, str]]:
    """Return target, role, since and until of the relations of a type."""
    found = holdings.public.golden.relations([id_], [type_], "out")
    return [(one.target, one.role, one.since, one.until) for one in found]


@ONE_STORE
def test_no_cluster_of_the_bundled_set_changes_unedited(store: GraphStore, tmp_path: Path) -> None:
    holdings = Holdings(store)
    take_in(holdings, bundled_data())
    before = store.revision()
    with_members = {one.target for one in store.golden.all_relations() if one.type == "MEMBER_OF"}
    assert len(with_members) > 10
    for of in sorted(with_members):
        edits = edits_of(holdings, write(store, of, tmp_path), today=TODAY)
        assert (edits.records, edits.rejects, edits.stale, edits.left) == ([], [], [], [])
        assert edits.unchanged > 0
    assert take_in_edits(holdings, tmp_path / "members.xlsx", "a curator").created == 0
    assert store.revision() == before


@BOTH_STORES
def test_what_comes_back_unedited_changes_nothing(holdings: Holdings, workbook: Path) -> None:
    before = holdings.public.revision()
    report = put_back(holdings, workbook)
    assert (report.created, report.unchanged, report.rejects) == (0, 3, [])
    assert holdings.public.revision() == before


@BOTH_STORES
def test_a_changed_cell_is_an_entry_by_hand(holdings: Holdings, workbook: Path) -> None:
    store = holdings.public
    before = (graph_of(store), reach_of(store))
    report = put_back(holdings, workbook, setting("alpha", founded="2002", name_en="Alfa"))
    assert (report.created, report.unchanged, report.rejects) == (2, 2, [])
    assert properties(holdings)["founded"] == "2002"
    assert properties(holdings)["name"] == {"en": "Alfa"}
    said = portrait(store, store.golden.entities(["alpha"])["alpha"]).evidence["founded"]
    assert said[0].quote == "Alfa | 2002"
    assert "by a curator" in said[0].locator
    assert "members row 2, name (en), founded" in said[0].locator
    again = put_back(holdings, workbook)
    assert (again.created, again.unchanged) == (0, 3)
    Hand(holdings, "a curator", "").take_back(report.source)
    assert (graph_of(store), reach_of(store)) == before


@ONE_STORE
def test_an_emptied_cell_denies(holdings: Holdings, workbook: Path) -> None:
    put_back(holdings, workbook, setting("alpha", website="", worksOn="", postcode="LT-1"))
    assert "website" not in properties(holdings)
    assert ties(holdings, "alpha", "WORKS_ON") == []


@ONE_STORE
def test_several_values_come_and_go_one_by_one(holdings: Holdings, workbook: Path) -> None:
    put_back(holdings, workbook, setting("beta", acronym="BB; B"), setting("gamma", acronym="GG"))
    assert properties(holdings, "beta")["acronym"] == ["B", "BB"]
    assert properties(holdings, "gamma")["acronym"] == ["GG"]


@ONE_STORE
def test_who_moved_is_where_the_row_says(holdings: Holdings, workbook: Path) -> None:
    put_back(holdings, workbook, setting("alpha", city="Kaunas"))
    [place] = holdings.public.golden.relations(["alpha"], ["LOCATED_IN"], "out")
    assert place.properties == {"city": "Kaunas", "address": "Gatvė 1"}
    assert place.target != "LT011"


@BOTH_STORES
def test_a_membership_is_corrected(holdings: Holdings, workbook: Path) -> None:
    put_back(
        holdings,
        workbook,
        setting("alpha", since="2017"),
        setting("beta", until="2026-06"),
        setting("gamma", role="member"),
    )
    assert ties(holdings, "alpha", "MEMBER_OF") == [("cluster", "member", "2017", "")]
    assert ties(holdings, "gamma", "MEMBER_OF") == [("cluster", "member", "", "")]
    assert ties(holdings, "beta", "MEMBER_OF") == [
        ("cluster", "member", "2010", "2012"),
        ("cluster", "member", "2018", "2026-06"),
    ]


@BOTH_STORES
def test_a_new_row_is_a_new_member(holdings: Holdings, workbook: Path) -> None:
    row = {"name_en": "Delta Optics", "type": "Company", "country": "LT", "city": "Kaunas"}
    put_back(holdings, workbook, adding(**row, since="2026-11", worksOn="lasers"))
    assert properties(holdings, "delta-optics")["name"] == {"en": "Delta Optics"}
    assert ties(holdings, "delta-optics", "MEMBER_OF") == [("cluster", "member", "2026-11", "")]
    assert ties(holdings, "delta-optics", "WORKS_ON") == [("lasers", "", "", "")]
    assert len(ties(holdings, "delta-optics", "LOCATED_IN")) == 1


@ONE_STORE
def test_somebody_known_joins_by_id(holdings: Holdings, workbook: Path) -> None:
    tell(holdings.public, "other", thing("delta", founded="1990"))
    report = put_back(holdings, workbook, adding(id="delta"))
    assert ties(holdings, "delta", "MEMBER_OF") == [("cluster", "member", "", "")]
    assert properties(holdings, "delta")["founded"] == "1990"
    assert report.created == 1


@BOTH_STORES
def test_a_row_that_is_gone_is_asked_about(holdings: Holdings, workbook: Path) -> None:
    revision = holdings.public.revision()
    with pytest.raises(ManyLeaveError, match="the rows of 1 members are gone: beta"):
        put_back(holdings, workbook, without("beta"))
    assert holdings.public.revision() == revision
    put_back(holdings, workbook, sure=True)
    assert ties(holdings, "beta", "MEMBER_OF")[1] == ("cluster", "member", "2018", "2026-11-30")
    assert [one["id"] for one in roster_of(holdings)] == ["alpha", "gamma"]


@BOTH_STORES
def test_who_is_to_leave_later_is_a_member_still(holdings: Holdings, tmp_path: Path) -> None:
    tie_of = tie("delta", "MEMBER_OF", "cluster", role="member", since="2015", until="2999")
    tell(holdings.public, "later", thing("delta"), tie_of)
    workbook = write(holdings.public, "cluster", tmp_path)
    assert {one["id"]: one["until"] for one in roster_of(holdings)}["delta"] == "2999"
    put_back(holdings, workbook, without("delta"), sure=True)
    assert ties(holdings, "delta", "MEMBER_OF") == [("cluster", "member", "2015", "2026-11-30")]


@ONE_STORE
def test_the_row_of_somebody_merged_may_go(holdings: Holdings, tmp_path: Path) -> None:
    """The other row of the same member stays, and so does the member."""
    store = holdings.public
    twins = ("delta", "epsilon")
    ties_of = (tie(name, "MEMBER_OF", "cluster", role="member", since="2015") for name in twins)
    tell(store, "twins", *map(thing, twins), *ties_of)
    workbook = write(store, "cluster", tmp_path)
    same(store, *twins)
    gone = next(name for name in twins if not store.golden.entities([name]))
    revision = store.revision()
    put_back(holdings, workbook, without(gone))
    assert store.revision() == revision


@ONE_STORE
def test_who_came_today_cannot_have_left_before(holdings: Holdings, tmp_path: Path) -> None:
    """That member is named, and all else of the workbook goes in."""
    tell(
        holdings.public,
        "late",
        thing("delta"),
        tie("delta", "MEMBER_OF", "cluster", role="member", since=TODAY),
    )
    workbook = write(holdings.public, "cluster", tmp_path)
    changes = (without("delta"), setting("alpha", founded="2003"))
    report = put_back(holdings, workbook, *changes, sure=True)
    assert [(one.place, one.value) for one in report.rejects] == [("delta", "2026-11-30")]
    assert properties(holdings)["founded"] == "2003"


def roster_of(holdings: Holdings) -> list[dict[str, str]]:
    """The members of the cluster now."""
    store = holdings.public
    cluster = store.golden.entities(["cluster"])["cluster"]
    return [dict(row) for row in roster(store, cluster, day=TODAY).rows]


@ONE_STORE
def test_what_the_graph_changed_too_is_set_aside(holdings: Holdings, workbook: Path) -> None:
    Hand(holdings, "another", "https://a.example").correct("alpha", "founded", "1999")
    Hand(holdings, "another", "https://a.example").end("beta", "MEMBER_OF", "cluster", "2020")
    told = put_back(
        holdings, workbook, setting("alpha", founded="2002", website="https://b.example")
    )
    assert properties(holdings)["founded"] == "1999"
    assert properties(holdings)["website"] == "https://b.example"
    [reject] = told.rejects
    assert (reject.place, reject.column, reject.value) == ("row 2", "founded", "2002")
    assert reject.reason == "it was '2001' when the workbook was written, and is '1999' since"
    gone = put_back(holdings, workbook, without("beta"), without("gamma"), sure=True)
    assert [one.place for one in gone.rejects] == ["row 2"]
    assert ties(holdings, "beta", "MEMBER_OF")[-1][3] == "2020"


@ONE_STORE
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (setting("alpha", name_en="", founded="2002"), "no name of it would be left"),
        (setting("alpha", name_en="n/a", founded="2002"), "no name of it would be left"),
        (setting("alpha", founded="soon"), "no date"),
        (setting("alpha", pic=""), "an id was taken out"),
        (setting("beta", pic="999643492"), "it is that of alpha"),
        (setting("alpha", type="Organisation"), "Company says more than Organisation"),
        (setting("alpha", worksOn="lazers"), "no technology is called so"),
        (setting("alpha", country="Atlantis"), "country"),
        (setting("alpha", name_en="write to eve@a.example"), "it holds personal data (e-mail)"),
        (adding(name_en="beta"), "the graph has it already as beta"),
        (adding(name_en="Gamma Two"), "the graph has it already as gamma"),
        (adding(country="LT"), "the row names nothing"),
        (adding(id="nobody"), "the graph has no such id"),
        (adding(id="alpha"), "row 2 has this id too"),
    ],
)
def test_what_cannot_be_entered_is_set_aside(
    holdings: Holdings, workbook: Path, change: Editing, said: str
) -> None:
    before = graph_of(holdings.public)
    report = put_back(holdings, workbook, change)
    assert len(report.rejects) == 1
    assert said in report.rejects[0].reason
    assert graph_of(holdings.public) == before


@ONE_STORE
def test_it_is_not_handed_in_as_a_table(workbook: Path) -> None:
    with pytest.raises(UnknownFormatError, match="go in with `lumigraph ingest"):
        kind_of(workbook)
