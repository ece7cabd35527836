"""Snapshots: who joined, left, came back, was renamed; and the days on which a membership holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import lumigraph
from graph.ledger.writing import Report
from graph.records import EntityRecord, Evidence, RelationRecord
from ingest.errors import IngestError
from ingest.tables.changes import Changes, ManyLeaveError
from ingest.tables.former import each_once, member
from ingest.tables.reading import PASSED_OVER
from lumigraph.arguments import period_of
from lumigraph.loading import dry_run

HEAD = "Name,PIC,Website,Country,Until"
MAPPING = """\
source: test-members
rows: members
of: test-cluster
snapshot: '{}'
columns: {{Name: name, PIC: pic, Website: website, Country: country, Until: until}}
"""
ALFA = "Alfa Optics,999643492,https://alfa.example,LT"
BETA = "Beta Lasers,,https://beta.example,LT"
GAMMA = "Gamma Imaging,,,AT"
DELTA = "Delta Fibres,,https://delta.example,LV"
OTHERS = [f"Other {n},,https://other{n}.example,LT" for n in range(8)]


class Month:
    """Takes in one snapshot after another, and tells who is a member when."""

    def __init__(self, folder: Path, graph: lumigraph.Graph) -> None:
        self.folder = folder
        self.graph = graph

    def take(self, date: str, *rows: str, sure: bool = False) -> Report:
        return self.graph.ingest(self._table(date, *rows), sure=sure)

    def look(self, date: str, *rows: str) -> Changes:
        """Return what a snapshot would change, without taking it in."""
        found = dry_run(self.graph.store.ledger, self._table(date, *rows)).changes
        assert found is not None
        return found

    def _table(self, date: str, *rows: str) -> Path:
        table, mapping = self.folder / "members.csv", self.folder / "members.mapping.yaml"
        table.write_text("\n".join([HEAD, *rows, *OTHERS]), encoding="utf-8")
        mapping.write_text(MAPPING.format(date), encoding="utf-8")
        return table

    def members(self, day: str = "") -> set[str]:
        """Names of those whose membership holds on ``day``; of all that there are without."""
        store = self.graph.store
        period = period_of(day, "")
        ties = store.golden.relations(["test-cluster"], ["MEMBER_OF"])
        held = {one.source for one in ties if not period or period.meets(one.since, one.until)}
        names = {one.label for one in store.golden.entities(held).values()}
        return {name for name in names if not name.startswith("Other")}

    def spells(self, name: str) -> list[tuple[str, str]]:
        """Since and until of one member's memberships."""
        id_ = self.graph.entity(name).id
        ties = self.graph.store.golden.relations([id_], ["MEMBER_OF"])
        return [(one.since, one.until) for one in ties]


@pytest.fixture
def month(tmp_path: Path) -> Iterator[Month]:
    with lumigraph.open("sqlite:///:memory:", internal=True) as graph:
        yield Month(tmp_path, graph)


def test_who_is_missing_has_left_and_stays_visible(month: Month) -> None:
    month.take("2026-11-01", ALFA, BETA)
    month.take("2026-12-01", ALFA, GAMMA)
    assert month.spells("Beta Lasers") == [("", "2026-11-30")]
    assert month.spells("Gamma Imaging") == [("2026-12-01", "")]
    assert month.spells("Alfa Optics") == [("", "")]
    assert month.members("2026-11-01") == {"Alfa Optics", "Beta Lasers"}
    assert month.members("2026-12-01") == {"Alfa Optics", "Gamma Imaging"}


def test_who_comes_back_has_two_memberships(month: Month) -> None:
    month.take("2026-11", ALFA, BETA)
    month.take("2026-12", ALFA)
    month.take("2027-01", ALFA, BETA)
    assert month.spells("Beta Lasers") == [("", "2026-11-30"), ("2027-01", "")]
    month.take("2027-02", ALFA)
    assert month.spells("Beta Lasers") == [("", "2026-11-30"), ("2027-01", "2027-01-31")]


def test_who_was_to_stay_longer_has_left_when_missing(month: Month) -> None:
    month.take("2026-11-01", ALFA, f"{BETA},2027", f"{GAMMA},2026-11")
    month.take("2026-12-01", ALFA)
    assert month.spells("Beta Lasers") == [("", "2026-11-30")]
    assert month.spells("Gamma Imaging") == [("", "2026-11")]
    assert month.members("2026-12-01") == {"Alfa Optics"}


def test_who_stays_longer_than_was_said_has_one_membership(month: Month) -> None:
    month.take("2026-11-01", ALFA, f"{BETA},2027", f"{GAMMA},2026-11-15")
    month.take("2026-12-01", ALFA, BETA, f"{GAMMA},2027")
    assert month.spells("Beta Lasers") == [("", "")]
    assert month.spells("Gamma Imaging") == [("", "2026-11-15"), ("2026-12-01", "2027")]


def test_a_stated_end_is_no_return(month: Month) -> None:
    month.take("2026-11-01", ALFA, f"{BETA},2027", f"{GAMMA},2020", f"{DELTA},2026-11-15")
    rows = (f"{BETA},2027", f"{GAMMA},2020", DELTA)
    found = month.look("2026-12-01", *rows)
    assert (found.returned, found.left) == (("Delta Fibres",), ("Alfa Optics",))
    assert found.members == 2 + len(OTHERS)


def test_a_correction_takes_back_who_was_to_stay_until_a_day(month: Month) -> None:
    month.take("2026-11-01", ALFA)
    month.take("2026-12-01", ALFA, f"{BETA},2027")
    month.take("2026-12-01", ALFA)
    assert month.members() == {"Alfa Optics"}


def test_an_unchanged_snapshot_changes_nothing(month: Month) -> None:
    month.take("2026-11-01", ALFA, BETA)
    month.take("2026-12-01", ALFA)
    again = month.take("2027-01-01", ALFA)
    assert (again.created, again.updated, again.removed) == (0, 0, 0)
    assert not month.take("2027-01-01", ALFA).changed


def test_the_order_of_rows_has_no_meaning(month: Month) -> None:
    month.take("2026-11-01", ALFA, BETA, GAMMA)
    assert not month.take("2026-12-01", GAMMA, ALFA, BETA).changed


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (ALFA, ALFA.replace("Alfa Optics", "Alfa Photonics")),
        (BETA, BETA.replace("Beta Lasers", "Beta Photonics")),
        (BETA, BETA.replace(",,", ",999643492,")),
        (GAMMA, GAMMA.replace(",,,", ",,https://gamma.example,")),
    ],
)
def test_a_member_is_known_by_identifier_site_or_name(
    month: Month, before: str, after: str
) -> None:
    month.take("2026-11-01", before)
    month.take("2026-12-01", after)
    name = after.partition(",")[0]
    assert month.members() == {name}
    assert month.spells(name) == [("", "")]


def test_a_correction_of_a_snapshot_leaves_no_trace_of_the_error(month: Month) -> None:
    month.take("2026-11-01", ALFA, BETA)
    month.take("2026-11-01", ALFA)
    assert month.members() == {"Alfa Optics"}
    month.take("2026-12-01", ALFA, DELTA)
    month.take("2026-12-01", ALFA)
    assert month.members() == {"Alfa Optics"}
    month.take("2027-01-01")
    month.take("2027-01-01", ALFA)
    assert month.spells("Alfa Optics") == [("", "")]


def test_many_do_not_leave_unasked(month: Month) -> None:
    month.take("2026-11-01", ALFA, BETA, GAMMA)
    with pytest.raises(ManyLeaveError, match=r"3 of 11 members \(27%\) would leave: Alfa Optics"):
        month.take("2026-12-01")
    assert month.members("2026-12-01") == {"Alfa Optics", "Beta Lasers", "Gamma Imaging"}
    month.take("2026-12-01", sure=True)
    assert month.members("2026-12-01") == set()


def test_snapshots_come_by_date(month: Month) -> None:
    month.take("2026-12-01", ALFA)
    with pytest.raises(IngestError, match="snapshot of 2026-11-01, but the one of 2026-12-01"):
        month.take("2026-11-01", ALFA)


def test_a_row_that_names_nothing_readable_harms_no_later_snapshot(month: Month) -> None:
    first = month.take("2026-11-01", ALFA, "!!!,,,LT")
    assert [one.reason for one in first.rejects] == [
        "it has neither letter nor digit",
        "the row names nothing",
    ]
    month.take("2026-12-01", ALFA, "!!!,,,LT")
    assert month.members("2026-12-01") == {"Alfa Optics"}


def test_who_is_called_otherwise_keeps_the_id_whichever_name_comes_first(month: Month) -> None:
    month.take("2026-11-01", DELTA, BETA)
    month.take("2026-12-01", DELTA.replace("Delta", "Alpha"), BETA.replace("Beta", "Zeta"))
    assert month.graph.entity("Alpha Fibres").id == "test-members--delta-fibres"
    assert month.graph.entity("Zeta Lasers").id == "test-members--beta-lasers"


def test_who_is_called_otherwise_is_meant_by_the_new_name_in_other_rows(month: Month) -> None:
    mapping = MAPPING.replace("{{Name: name,", "{{Name: name, With: cooperatesWith,")
    table = month.folder / "members.csv"
    for date, name in (("2026-11-01", "Delta"), ("2026-12-01", "Alpha")):
        rows = [
            f"{HEAD},With",
            f"{name} Fibres,,https://delta.example,LV,,",
            f"{BETA},,{name} Fibres",
        ]
        table.write_text("\n".join(rows), encoding="utf-8")
        table.with_name("members.mapping.yaml").write_text(mapping.format(date), encoding="utf-8")
        month.graph.ingest(table)
        ties = month.graph.store.golden.relations(
            ["test-members--beta-lasers"], ["COOPERATES_WITH"]
        )
        assert [one.target for one in ties] == ["test-members--delta-fibres"]
    assert month.graph.store.golden.entities(["test-members--alpha-fibres"]) == {}


UNREAD = {
    "more cells than the header": ("Beta Lasers", "Beta Lasers,,https://beta.example,LT,,x"),
    "a name with the separator": ("Gamma, Imaging", "Gamma, Imaging,,,AT,2027"),
    "a quote that is not closed": ("Beta Lasers", '"Beta Lasers,,https://beta.example,LT'),
    "no name": ("Beta Lasers", ",,www.beta.example,LT"),
    "a name of signs alone": ("Beta Lasers", "???,,https://beta.example,LT"),
    "an identifier among other cells": ("Alfa Optics", "A,B,C,D,999 643 492,E,F"),
}


@pytest.mark.parametrize(("name", "row"), UNREAD.values(), ids=UNREAD)
def test_who_has_a_row_that_cannot_be_read_stays_as_it_was(
    month: Month, name: str, row: str
) -> None:
    month.take("2026-11-01", ALFA, BETA, '"Gamma, Imaging",,,AT')
    others = {"Alfa Optics": ALFA, "Beta Lasers": BETA, "Gamma, Imaging": '"Gamma, Imaging",,,AT'}
    del others[name]
    found = month.look("2026-12-01", *others.values(), row)
    assert (found.left, found.kept, found.joined) == ((), (name,), ())
    report = month.take("2026-12-01", *others.values(), row)
    assert not report.changed
    assert month.members("2026-12-01") == {*others, name}
    assert f"; {name} stays as it was" in "".join(one.reason for one in report.rejects)


def test_who_is_read_elsewhere_does_not_hang_on_a_row_that_cannot_be_read(month: Month) -> None:
    month.take("2026-11-01", ALFA, BETA)
    report = month.take("2026-12-01", ALFA, f"{ALFA},,x")
    assert [one.reason for one in report.rejects] == ["the row has 6 cells, the header 5"]
    assert month.members("2026-12-01") == {"Alfa Optics"}


def test_a_row_of_which_nothing_tells_whose_it_is_leaves_a_doubt_about_who_left(
    month: Month,
) -> None:
    month.take("2026-11-01", ALFA, BETA)
    report = month.take("2026-12-01", ALFA, ",,,LT")
    (reject,) = report.rejects
    assert reject.reason.endswith("nothing tells whose it is: of one of those who left, perhaps")
    assert month.members("2026-12-01") == {"Alfa Optics"}
    again = month.take("2026-12-01", ALFA, BETA, ",,,LT")
    assert [one.reason for one in again.rejects] == ["the row names nothing"]
    assert month.members("2026-12-01") == {"Alfa Optics", "Beta Lasers"}


def test_a_row_without_a_name_renames_nobody(month: Month) -> None:
    month.take("2026-11-01", ALFA)
    assert month.look("2026-12-01", ALFA.replace("Alfa Optics", "")).renamed == ()


def test_two_spellings_of_one_name_are_one_member(month: Month) -> None:
    month.take("2026-11-01", ALFA, "Lambda Fotonik A.Ş.,,,TR", "Lambda Fotonik A.S.,,,TR")
    found = month.look("2026-12-01", ALFA, "Lambda Fotonik A.S.,,,TR")
    assert (found.left, found.members) == ((), 2 + len(OTHERS))
    month.take("2026-12-01", ALFA, "Lambda Fotonik A.S.,,,TR")
    assert month.spells("Lambda Fotonik A.S.") == [("", "")]


def test_a_member_of_two_units_that_is_listed_once_has_not_left() -> None:
    evidence = Evidence("row 2")
    said = EntityRecord("m:lambda", "Organisation", {"name": {"und": "Lambda"}}, evidence)
    tie = RelationRecord("m:lambda", "MEMBER_OF", "of:one", {}, evidence)
    ended = replace(tie, properties={"until": "2026-11-30"})
    both = [member("first", "", [said, tie], ["of:one"])]
    both.append(member("second", "", [said, ended], ["of:one"]))
    assert [*each_once(both)] == [*each_once(both[::-1])] == ["first"]


def test_other_columns_change_nobody(month: Month, monkeypatch: pytest.MonkeyPatch) -> None:
    """What counts is what a row says, not where; and who is changed is told with what changed."""
    month.take("2026-11-01", ALFA, BETA, GAMMA)
    monkeypatch.setattr(f"{__name__}.MAPPING", MAPPING.replace("Until: until", "Until: ignore"))
    beta = "Beta Lasers,,https://lasers.example,LV"
    found = month.look("2026-12-01", "", ALFA, beta, GAMMA)
    assert found.changed == ("Beta Lasers",)
    assert found.differing == {"Beta Lasers": ("locatedIn", "website")}
    assert len(found.unchanged) == 2 + len(OTHERS)


def test_who_is_listed_as_somebody_who_left_has_left(
    month: Month, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = MAPPING.replace("Until: until", "Until: ignore") + "only: {{Until: [active, ehren-]}}\n"
    monkeypatch.setattr(f"{__name__}.MAPPING", told)
    monkeypatch.setattr(f"{__name__}.OTHERS", [f"{one},Active" for one in OTHERS])
    month.take("2026-11-01", f"{ALFA},active", f"{BETA},Ehren", f"{GAMMA},")
    assert month.members() == {"Alfa Optics", "Beta Lasers"}
    found = month.look("2026-12-01", f"{ALFA},terminated", f"{BETA},ehren")
    assert (found.left, found.kept) == (("Alfa Optics",), ())
    report = month.take("2026-12-01", f"{ALFA},terminated", f"{BETA},ehren")
    assert month.spells("Alfa Optics") == [("", "2026-11-30")]
    (reject,) = report.rejects
    assert (reject.place, reject.column, reject.value) == ("row 2", "Until", "terminated")
    assert reject.reason == PASSED_OVER
