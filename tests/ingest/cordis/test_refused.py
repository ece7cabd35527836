"""What of a CORDIS bundle is refused, and what goes in without it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.cordis import cells, tables
from ingest.cordis.cells import CellError
from tests.ingest.cordis.reading import digests, entity, read
from tests.ingest.cordis.sample import Sample

WRONG = {
    "organization": {
        "projectID": ["", "999", " 900000002 "],
        "organisationID": ["", "910000002"],
        "role": ["onlooker"],
        "ecContribution": ["1,000,000", "7", "7\n8"],
        "order": ["first"],
        "name": ["", "a\x07b", "a\x1fb"],
        "SME": ["2"],
        "nutsCode": ["Wien"],
        "geolocation": ["91,200"],
        "organizationURL": ["javascript:alert(1)"],
    },
    "euroSciVoc": {"projectID": ["", "999"], "euroSciVocCode": ["21", ""]},
    "topics": {"projectID": ["a b"], "topic": ["", "TEST-2020-STG."]},
    "legalBasis": {"legalBasis": ["", "HORIZON.1.1"], "title": ["b\x00"]},
}
CHANGES = st.sampled_from(
    [(table, column, cell) for table, columns in WRONG.items()
     for column, some in columns.items() for cell in some]
)  # fmt: skip
ROWS = st.integers(0, 2)


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "reason"),
    [
        ("organization", 3, "organisationID", "", "the cell is empty"),
        ("organization", 3, "organisationID", "12E4", "no participant identification code"),
        ("organization", 3, "projectID", "", "the cell is empty"),
        ("organization", 3, "projectID", "999", "project.csv has no such project"),
        ("organization", 3, "role", "onlooker", "no role of a participant"),
        ("organization", 3, "role", "", "no role of a participant"),
        ("organization", 3, "ecContribution", "1,000,000", "no amount in euros"),
        ("organization", 3, "netEcContribution", "-5", "no amount in euros"),
        ("organization", 3, "totalCost", "NaN", "no amount in euros"),
        ("organization", 3, "endOfParticipation", "perhaps", "neither true nor false"),
        ("organization", 3, "SME", "2", "neither true nor false"),
        ("organization", 3, "activityType", "Project", "no type of organisation"),
        ("organization", 3, "country", "Namibia", "no country code"),
        ("organization", 3, "name", " ", "the cell is empty"),
        ("organization", 3, "name", "a\ufffdb", "control character U+0007"),
        ("organization", 3, "order", "first", "no whole number"),
        ("euroSciVoc", 3, "euroSciVocCode", "21", "no EuroSciVoc code"),
        ("euroSciVoc", 3, "euroSciVocPath", "/medical/", "its parts are not those of the code"),
        ("euroSciVoc", 3, "projectID", "999", "project.csv has no such project"),
        ("topics", 3, "topic", "", "the cell is empty"),
        ("legalBasis", 3, "projectID", "a b", "no project number"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_refused_and_the_rest_goes_in(
    bundle: Path, tmp_path: Path, table: str, row: int, column: str, value: str, reason: str
) -> None:
    if column == "euroSciVocPath":
        value = "/medical and health/sciences"
    path = Sample().change(table, row, **{column: value.replace("\ufffd", "\x07")})
    (refused,) = read(path.write(tmp_path / "b"))[1]
    assert (refused.file, refused.place) == (f"{table}.csv", f"row {row}")
    assert (refused.column, refused.value) == (column, value.strip())
    assert reason in refused.reason
    assert refused.remedy
    sample = Sample()
    del sample.tables[table][row - 2]
    assert digests(tmp_path / "b") == digests(sample.write(tmp_path / "without"))


@pytest.mark.parametrize(
    ("column", "value", "reason"),
    [
        ("id", "", "the cell is empty"),
        ("id", "900000002", "row 3 is about this project too"),
        ("title", "", "the cell is empty"),
        ("startDate", "2023-02-30", "no date of the calendar"),
        ("endDate", "soon", "no date of the calendar"),
        ("totalCost", "a lot", "no amount in euros"),
    ],
)
def test_a_refused_project_takes_its_rows_with_it(
    tmp_path: Path, column: str, value: str, reason: str
) -> None:
    path = Sample().change("project", 4, **{column: value}).write(tmp_path / "b")
    units, refused = read(path)
    (first,) = (one for one in refused if one.file == "project.csv")
    assert (first.place, first.column, first.value) == ("row 4", column, value)
    assert reason in first.reason
    others = {(one.file, one.place, one.value) for one in refused if one is not first}
    assert others == {
        ("organization.csv", "row 8", "900000003"),
        ("organization.csv", "row 9", "900000003"),
        ("topics.csv", "row 4", "900000003"),
    }
    assert "project/900000001" in units


@pytest.mark.parametrize(
    ("table", "row", "column", "value"),
    [
        ("organization", 2, "organizationURL", "javascript:alert(1)"),
        ("organization", 2, "geolocation", "91,200"),
        ("organization", 6, "nutsCode", "Wien"),
        ("project", 2, "grantDoi", "see web"),
        ("project", 2, "status", "DREAMT"),
    ],
)
def test_a_row_goes_in_without_a_cell_that_only_adds(
    tmp_path: Path, table: str, row: int, column: str, value: str
) -> None:
    path = Sample().change(table, row, **{column: value}).write(tmp_path / "b")
    (refused,) = read(path)[1]
    assert (refused.place, refused.column, refused.value) == (f"row {row}", column, value)
    assert refused.reason.endswith("the row went in without it")
    empty = Sample().change(table, row, **{column: ""}).write(tmp_path / "empty")
    assert digests(path) == digests(empty)


@pytest.mark.parametrize("cell", ["91,0", "-91,0", "0,180.5", "north,east", "1", "1,2,3"])
def test_what_is_no_place_on_earth(cell: str) -> None:
    assert cells.coordinates("(-90, 180)") == (-90, 180)
    with pytest.raises(CellError, match="it is no place on earth"):
        cells.coordinates(cell)


def test_a_web_address_without_its_scheme_is_completed(tmp_path: Path) -> None:
    path = Sample().change("organization", 6, organizationURL="www.clinic.example/en")
    found = entity(path.write(tmp_path / "b"), "pic:910000004")
    assert found.properties["website"] == "http://www.clinic.example/en"


def test_the_same_row_twice_counts_once(tmp_path: Path, bundle: Path) -> None:
    sample = Sample()
    for rows in sample.tables.values():
        rows.append(rows[0])
    path = sample.write(tmp_path / "b")
    refused = read(path)[1]
    assert {(one.file, one.place) for one in refused} == {
        ("project.csv", "row 5"),
        ("organization.csv", "row 10"),
        ("euroSciVoc.csv", "row 5"),
        ("topics.csv", "row 5"),
        ("legalBasis.csv", "row 5"),
    }
    assert all(one.reason.startswith("row 2 ") for one in refused)
    assert digests(path) == digests(bundle)


def test_uneven_rows_are_refused_and_empty_lines_are_not_rows(bundle: Path) -> None:
    text = (bundle / "topics.csv").read_text("utf-8")
    (bundle / "topics.csv").write_text(f"{text}\n900000003;HORIZON;a;b\n\n", "utf-8")
    (refused,) = read(bundle)[1]
    assert (refused.file, refused.place) == ("topics.csv", "row 6")
    assert refused.reason == "the row has 4 cells, the header 3"


def test_columns_are_called_as_in_the_file(tmp_path: Path) -> None:
    sample = Sample().rename("organization", {"organisationID": "id"})
    sample.tables["organization"][0]["id"] = "x"
    (refused,) = read(sample.write(tmp_path / "b"))[1]
    assert refused.column == "id"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(CHANGES, ROWS), max_size=6), size=st.integers(2, 9))
def test_how_many_rows_are_read_together_changes_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    changes: list[tuple[tuple[str, str, str], int]],
    size: int,
) -> None:
    sample = Sample()
    for (table, column, cell), row in changes:
        sample.tables[table][row][column] = cell
    path = sample.write(tmp_path / "b")
    text = (path / "organization.csv").read_text("utf-8")
    (path / "organization.csv").write_text(f"{text}\n900000003;uneven\n{text}", "utf-8")
    monkeypatch.setattr(tables, "PART", 1)
    singly = digests(path), read(path)[1]
    monkeypatch.setattr(tables, "PART", size)
    assert (digests(path), read(path)[1]) == singly


@given(st.lists(st.text("0123456789.,-e \n", max_size=8)))
def test_a_column_of_amounts_is_what_its_cells_are(column: list[str]) -> None:
    def singly() -> list[float | None]:
        return [cells.amount(cell, "totalCost") for cell in column]

    assert _outcome(lambda: cells.amounts(column, "totalCost")) == _outcome(singly)


def _outcome(read: Callable[[], list[float | None]]) -> list[float | None] | str:
    try:
        return read()
    except CellError as error:
        return str(error)


def test_of_several_wrong_cells_the_first_is_named(tmp_path: Path) -> None:
    wrong = {"organisationID": "x", "role": "onlooker", "ecContribution": "a lot", "name": ""}
    path = Sample().change("organization", 3, **wrong).write(tmp_path / "b")
    assert [one.column for one in read(path)[1]] == ["organisationID"]
