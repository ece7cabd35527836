"""Tables from the command line: looking first, taking in, and asking before many leave."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import Run

HEAD = "Organisation,Country,Website,Technologies,Contact person"
ROWS = [f"Member {n},LT,https://member{n}.example,lasers,A. Person" for n in range(1, 11)]
MAPPING = """\
source: example-members
rows: members
of: example-cluster
snapshot: {}
columns: {{Organisation: name, Country: country, Website: website, Technologies: worksOn,
  Contact person: personal}}
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "members.csv"
    path.write_text("\n".join([HEAD, *ROWS]), encoding="utf-8")
    return path


def snapshot(table: Path, date: str, *rows: str) -> None:
    table.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    mapping = table.with_name("members.mapping.yaml")
    mapping.write_text(MAPPING.format(date), encoding="utf-8")


def test_a_preview_writes_the_mapping_and_takes_nothing_in(run: Run, own: str, table: Path) -> None:
    ran = run("ingest", str(table), "--preview", "--store", own)
    assert ran.code == 0
    assert "'organisation' is English for name" in ran.out
    assert "'Contact person' is a field of personal data (person)" in ran.out
    assert "A. Person" not in ran.out
    assert "10 new, 0 changed, 0 unchanged, 0 gone" in ran.out
    assert "members.mapping.yaml was written" in ran.out
    assert table.with_name("members.mapping.yaml").exists()
    assert not Path(own.removeprefix("sqlite:///")).exists()


def test_a_preview_as_json(run: Run, own: str, table: Path) -> None:
    (seen,) = run("ingest", str(table), "--preview", "--store", own, "--json").json
    assert (seen["new"], seen["written"], seen["withheld"]) == (10, True, {"person": 10})
    (sheet,) = seen["sheets"]
    assert (sheet["read"], sheet["refused"]) == (10, 0)
    assert [one["read_as"] for one in sheet["columns"]] == [
        *("name", "country", "website", "worksOn", "personal")
    ]
    first = seen["first"][0][0]
    assert first["properties"] == {
        "name": {"und": "Member 1"},
        "website": "https://member1.example",
    }
    (again,) = run("ingest", str(table), "--preview", "--store", own, "--json").json
    assert not again["written"]


def test_a_table_without_a_mapping_goes_in_as_it_is_guessed(
    run: Run, own: str, table: Path
) -> None:
    (report,) = run("ingest", str(table), "--store", own, "--json").json
    assert (report["rejected"], report["withheld"]) == (0, {"person": 10})
    assert "its columns were taken as guessed" in run("ingest", str(table), "--store", own).out
    hits = run("who", "-x", "lasers", "-y", "LT", "--store", own, "--json").json["hits"]
    assert len(hits) == 10
    (source,) = [
        one
        for one in run("sources", "--store", own, "--json").json["sources"]
        if one["name"] == "members"
    ]
    assert source["visibility"] == "internal"


def test_a_table_of_which_nothing_is_known(run: Run, own: str, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("foo,bar\n1,2\n", encoding="utf-8")
    refused = run("ingest", str(table), "--store", own)
    assert refused.code == 3
    assert "a.csv --preview` writes a mapping to correct" in refused.err
    assert "let a column of the mapping be `name`" in run("ingest", str(table), "--preview").out


def test_what_a_failure_leaves_out_is_named(run: Run, own: str, tmp_path: Path) -> None:
    tables = [tmp_path / f"{name}.csv" for name in ("first", "broken", "second", "third")]
    for table in tables:
        table.write_text("Name,Country\nAlfa,Nowhere\n", encoding="utf-8")
    tables[1].write_text("", encoding="utf-8")
    refused = run("ingest", *map(str, tables), "--store", own)
    assert refused.code == 3
    assert "1 rows or values were set aside" in refused.out
    assert f"{tables[0]} has no mapping" in refused.out
    assert f"Not looked at any more: {tables[2]}, {tables[3]}." in refused.err
    assert f"{tables[1]}: it has no rows" in refused.err


def test_the_mapping_may_lie_elsewhere(run: Run, own: str, table: Path) -> None:
    mapping = table.with_name("other.yaml")
    mapping.write_text("source: other\ncolumns: {Organisation: name}", encoding="utf-8")
    command = ["ingest", str(table), "--mapping", str(mapping), "--store", own]
    (report,) = run(*command, "--json").json
    assert "guessed" not in run(*command).out
    assert (report["source"], report["records"]) == ("other", 10)


def test_a_snapshot_from_which_many_leave_needs_a_yes(run: Run, own: str, table: Path) -> None:
    snapshot(table, "2026-11-01", *ROWS)
    assert run("ingest", str(table), "--store", own).code == 0
    snapshot(table, "2026-12-01", *ROWS[:7], "Member 8 renamed" + ROWS[7][8:], "New,LV,,,")
    (seen,) = run("ingest", str(table), "--preview", "--store", own, "--json").json
    assert seen["changes"] == {
        "joined": ["New"],
        "returned": [],
        "left": ["Member 10", "Member 9"],
        "kept": [],
        "renamed": [{"before": "Member 8", "after": "Member 8 renamed"}],
        "changed": [],
        "differing": {},
        "unchanged": [f"Member {number}" for number in range(1, 8)],
        "members": 10,
    }
    assert run("ingest", str(table), "--store", own).code == 0
    snapshot(table, "2027-01-01", *ROWS[:3])
    text = run("ingest", str(table), "--preview", "--store", own).out
    assert "More than a fifth of 9 members would leave" in text
    refused = run("ingest", str(table), "--store", own)
    assert refused.code == 3
    assert "6 of 9 members (67%) would leave: " in refused.err
    assert "--yes" in refused.err
    assert run("ingest", str(table), "--store", own, "--yes").code == 0
    shown = run("show", "Member 9", "--store", own, "--json").json
    (tie,) = [one for one in shown["relations"] if one["relation"] == "MEMBER_OF"]
    assert tie["until"] == "2026-11-30"


def test_a_person_at_a_terminal_is_asked(
    run: Run, own: str, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot(table, "2026-11-01", *ROWS)
    run("ingest", str(table), "--store", own)
    snapshot(table, "2026-12-01", *ROWS[:3])
    answers = iter([False, True])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("typer.confirm", lambda _: next(answers))
    assert run("ingest", str(table), "--store", own).code == 3
    assert run("ingest", str(table), "--store", own).code == 0


def test_only_tables_can_be_looked_at_before(run: Run, own: str, tmp_path: Path) -> None:
    file = tmp_path / "facts.yaml"
    file.write_text("format: lumigraph/1\nentries: []\n", encoding="utf-8")
    ran = run("ingest", str(file), "--preview", "--store", own)
    assert ran.code == 3
    assert "only tables can be looked at before" in ran.err


def test_the_rejects_are_named_and_never_lost(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_text("name,country\nAlpha,Nowhere\n", encoding="utf-8")
    (tmp_path / "good.csv").write_text("name,country\nBeta,LT\n", encoding="utf-8")
    own = ("--store", f"sqlite:///{tmp_path / 'own.db'}")
    refused = run("ingest", "bad.csv", *own, "--rejects", "nowhere/rejects.csv")
    assert (refused.code, "there is no folder nowhere" in refused.err) == (2, True)
    assert "there is no graph" in run("status", *own).err, "nothing went in"
    assert run("ingest", "good.csv", *own).code == 0
    assert not (tmp_path / "rejects.csv").exists()
    told = run("ingest", "bad.csv", *own, "--json")
    assert told.json[0]["rejected"] == 1
    assert "1 rows or values were set aside: rejects.csv says which" in told.err
    assert "Nowhere" in (tmp_path / "rejects.csv").read_text(encoding="utf-8")


def test_no_rejects_of_an_earlier_run_speak_for_one_that_has_none(run: Run, tmp_path: Path) -> None:
    table, rejects = tmp_path / "members.csv", tmp_path / "rejects.csv"
    own = ("ingest", "members.csv", "--store", f"sqlite:///{tmp_path / 'own.db'}")
    table.write_text("name,country\nAlpha,Nowhere\n", encoding="utf-8")
    run(*own)
    again = run(*own, "--json")
    assert "Nothing new was read: rejects.csv is of an earlier run." in again.err
    assert rejects.exists()
    table.write_text("name,country\nAlpha,LT\n", encoding="utf-8")
    assert "Nothing was set aside: rejects.csv, of an earlier run, was removed." in run(*own).out
    assert not rejects.exists()


def test_only_a_file_of_rejects_is_removed(run: Run, tmp_path: Path) -> None:
    table, rejects = tmp_path / "members.csv", tmp_path / "rejects.csv"
    table.write_text("name,country\nAlpha,LT\n", encoding="utf-8")
    rejects.write_text("file,place\nmine,here\n", encoding="utf-8")
    ran = run("ingest", "members.csv", "--store", f"sqlite:///{tmp_path / 'own.db'}")
    assert (ran.code, "rejects" in ran.out) == (0, False)
    assert rejects.read_text("utf-8") == "file,place\nmine,here\n"


def test_a_row_that_cannot_be_read_lets_nobody_leave(run: Run, own: str, table: Path) -> None:
    snapshot(table, "2026-11-01", *ROWS)
    run("ingest", str(table), "--store", own)
    snapshot(table, "2026-12-01", *ROWS[1:], f"{ROWS[0]},,x")
    looked = run("ingest", str(table), "--preview", "--store", own).out
    assert "0 left\n" in looked
    assert "1 kept as they were, whose rows cannot be read: Member 1\n" in looked
    ran = run("ingest", str(table), "--store", own)
    told = "example-members: row 11: the row has 7 cells, the header 5; Member 1 stays as it was."
    assert told in " ".join(ran.out.split())


def test_of_whom_nothing_tells_a_name_is_said(run: Run, own: str, table: Path) -> None:
    """A slip in ``of`` would make somebody else, to whom all members are tied."""
    mapping = table.with_name("members.mapping.yaml")
    mapping.write_text(MAPPING.format("2020-01-01").replace("example-cluster", "liteck"), "utf-8")
    said = "nothing in the graph tells what `liteck` is called"
    looked = run("ingest", str(table), "--preview")
    assert said in looked.err
    assert "(litek)" in looked.err
    assert said in run("ingest", str(table), "--preview", "--store", own).err
    assert said in run("ingest", str(table), "--store", own).err
    mapping.write_text(mapping.read_text("utf-8").replace("liteck", "litek"), "utf-8")
    assert run("ingest", str(table), "--preview").err == ""


@pytest.mark.parametrize(("day", "told"), [("2999-01-01", True), ("2020-01-01", False)])
def test_a_snapshot_of_a_day_to_come_is_told(
    run: Run, own: str, table: Path, day: str, told: bool
) -> None:
    snapshot(table, day, *ROWS)
    for looking in (["--preview"], []):
        ran = run("ingest", str(table), *looking, "--store", own)
        assert ("is still to come" in ran.err) is told


def test_the_mapping_may_say_what_the_cluster_is_called(run: Run, own: str, table: Path) -> None:
    snapshot(table, "2020-01-01", *ROWS)
    mapping = table.with_name("members.mapping.yaml")
    named = "{id: example-cluster, type: Cluster, name: The Example Cluster}"
    mapping.write_text(mapping.read_text("utf-8").replace("example-cluster", named), "utf-8")
    assert run("ingest", str(table), "--store", own).err == ""
    shown = run("show", "The Example Cluster", "--store", own, "--json").json
    assert (shown["id"], shown["type"]) == ("example-cluster", "Cluster")


def test_what_is_wrong_with_many_rows_is_told_once(run: Run, own: str, table: Path) -> None:
    rows = [row.replace("lasers", f"x{number}x") for number, row in enumerate(ROWS)]
    table.write_text("\n".join([f"{HEAD},Member since", *(f"{row},2015" for row in rows)]), "utf-8")
    out = run("ingest", str(table), "--preview", "--store", own).out
    assert "Set aside (20 in all)" in out
    assert out.count("nobody is named to whom the rows are tied") == 1
    assert "row 2 and 9 more" in out
    assert "x0x, x1x, x2x, …" in out


def test_a_command_to_be_typed_names_the_file_as_it_was_named(
    run: Run, own: str, table: Path
) -> None:
    moved = table.rename(table.with_name("our members.csv"))
    out = run("ingest", str(moved), "--preview", "--store", own).out
    assert f"then `lumigraph ingest '{moved}'`" in out
    mapping = moved.with_name("our members.mapping.yaml")
    assert "take the table in: lumigraph ingest 'our members.csv'" in mapping.read_text("utf-8")
    other = mapping.rename(mapping.with_name("other.yaml"))
    out = run("ingest", str(moved), "--preview", "--mapping", str(other), "--store", own).out
    assert f"then `lumigraph ingest '{moved}' --mapping {other}`" in out


def test_a_table_without_rows_takes_nothing_out(run: Run, own: str, table: Path) -> None:
    assert run("ingest", str(table), "--store", own).code == 0
    table.write_text(f"{HEAD}\n", "utf-8")
    looked = run("ingest", str(table), "--preview", "--store", own)
    assert "No row below the header says anything." in looked.out
    ran = run("ingest", str(table), "--store", own)
    assert (ran.code, "no row below its header says anything" in ran.err) == (3, True)
    assert run("show", "Member 1", "--store", own).code == 0
