"""`lumigraph export --of`, and `lumigraph ingest` of what comes back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.command_line import Run
from tests.ingest.rosters_editing import adding, edit, setting, without

WRITE = ("export", "--kind", "organisation", "--of", "LITEK", "-o", "members.xlsx")


@pytest.fixture
def filled(run: Run, bundled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command on the bundled data in a store that a test may write to."""
    own = tmp_path / "own.db"
    shutil.copyfile(bundled.removeprefix("sqlite:///"), own)
    monkeypatch.setenv("LUMIGRAPH_STORE", f"sqlite:///{own}")
    return run


def test_a_workbook_is_written_edited_previewed_and_taken_in(filled: Run) -> None:
    ran = filled(*WRITE)
    assert (ran.code, ran.err) == (0, "")
    assert "members of LITEK written to members.xlsx" in ran.out
    path = Path("members.xlsx")
    for change in (
        setting("ekspla", founded="1993"),
        adding(name_en="Ekspla"),
        without("arginta"),
    ):
        edit(path, change)
    preview = filled("ingest", "members.xlsx", "--preview")
    assert preview.code == 0
    for said in ("Changed (1 cells)", "1 left", "Arginta", "the graph has it already as ekspla"):
        assert said in preview.out
    [told] = json.loads(filled("ingest", "members.xlsx", "--preview", "--json").out)
    assert [(one["column"], one["after"]) for one in told["changed"]] == [("founded", "1993")]
    refused = filled("ingest", "members.xlsx")
    assert refused.code == 3
    assert "the rows of 1 members are gone: Arginta" in refused.err.replace("\n", " ")
    taken = filled("ingest", "members.xlsx", "--yes")
    assert (taken.code, "hand/" in taken.out) == (0, True)
    assert "1993" in filled("show", "ekspla").out


def test_names_are_no_formulas_and_the_sheet_is_hidden(filled: Run) -> None:
    assert filled(*WRITE).code == 0
    book = openpyxl.load_workbook("members.xlsx")
    assert [(one.title, one.sheet_state) for one in book] == [
        ("members", "visible"),
        ("about", "visible"),
        ("lumigraph", "hidden"),
    ]
    about = {str(cell) for row in book["about"].iter_rows(values_only=True) for cell in row}
    assert any("starter set" in one and "Creative Commons" in one for one in about)
    cells = [cell for sheet in book for row in sheet for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("--of LITEK -o members.csv", "--of writes a workbook"),
        ("--of LITEK -o nowhere/members.xlsx", "there is no folder nowhere"),
        ("--of LITEK --period 2016 -o members.xlsx", "--of takes the members of one cluster"),
        ("--of ekspla -o members.xlsx", "ekspla (Company) has no members"),
        ("--of LITEK --kind Project -o members.xlsx", "'Project' is no kind of organisation"),
    ],
)
def test_what_is_wrong_is_told(filled: Run, options: str, said: str) -> None:
    ran = filled("export", *options.split())
    assert ran.code == 2
    assert said in ran.err.replace("\n", " ")


def test_what_is_internal_stays_in_the_house(filled: Run) -> None:
    Path("own").mkdir()
    Path("own/organisations.csv").write_text("id,name,founded\nekspla,Ekspla,1888\n")
    assert filled("ingest", "own/organisations.csv", "--visibility", "internal").code == 0
    assert filled(*WRITE, "--internal").code == 0
    edit(Path("members.xlsx"), setting("ekspla", founded="1889"))
    assert "(internal)" in filled("ingest", "members.xlsx", "--preview").out
    assert filled("ingest", "members.xlsx").code == 0
    assert "1889" in filled("show", "ekspla").out
    assert filled("export", "-o", "public.nq").code == 0
    public = Path("public.nq").read_text("utf-8")
    assert '"1889"' not in public
    assert "hand/" not in public
