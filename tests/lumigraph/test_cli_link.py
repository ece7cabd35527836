"""`lumigraph link` on tables, as a person who has no graph uses it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graph.linkage.model import Model
from tests.command_line import Run

TABLE = """name,country,city,identifiers
Lichtwerk Optik GmbH,AT,Graz,
LICHTWERK OPTIK GES.M.B.H.,Austria,GRAZ,
Bäckerei Huber,AT,Graz,
Sternwarte GmbH,DE,Jena,vat:DE129517720
STERNWARTE GMBH,DE,Jena,vat:DE811193231
"""

GRAPH = ("--store", "sqlite:///graph.db")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "members.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_rows_of_one_organisation_are_in_one_group(run: Run, table: Path) -> None:
    done = run("link", "--table", str(table))
    assert done.code == 0
    with Path("groups.csv").open(encoding="utf-8", newline="") as file:
        rows = {one["row"]: one for one in csv.DictReader(file)}
    assert rows["2"]["group"] == rows["3"]["group"] != rows["4"]["group"]
    assert rows["3"]["with_row"] == "2"
    assert "bits" in rows["3"]["because"]


def test_different_numbers_are_reported(run: Run, table: Path) -> None:
    said = run("link", "--table", str(table)).out
    assert "Not merged: row 5" in said
    assert "vat:DE811193231" in said


def test_a_wrong_identifier_is_left_out_and_told(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "wrong.csv"
    table.write_text("name,identifiers,vat\nAlpha,pic:12 pic:999643492,LT1\nBeta,,\n", "utf-8")
    said = run("link", "--table", str(table)).out
    assert "Left out, row 2, identifiers: 'pic:12': " in said
    assert "Left out, row 2, vat: 'LT1': " in said


def test_whom_different_numbers_part_in_a_graph_is_told(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "stars.csv"
    table.write_text(TABLE.replace("identifiers", "VAT number").replace("vat:", ""), "utf-8")
    assert run("ingest", str(table), *GRAPH).code == 0
    said = " ".join(run("link", *GRAPH).out.split())
    assert "Not merged: STERNWARTE GMBH (stars:" in said or "Not merged: Sternwarte GmbH" in said
    assert "have different numbers: vat:DE" in said


def test_the_explanation_adds_up(run: Run, table: Path) -> None:
    said = run("link", "--table", str(table), "--explain").out
    numbers = [
        float(line.split()[-1])
        for line in said.split("row 2 ", 1)[1].split("\n\n")[0].splitlines()
        if line and line.split()[-1][0] in "+-"
    ]
    assert sum(numbers[:-1]) == pytest.approx(numbers[-1], abs=0.1)


def test_doubtful_pairs_are_written(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "two.csv"
    table.write_text(
        "name,country,city\nLichtwerk Optik GmbH,AT,Graz\nLichtwerk Optics AG,AT,Graz\n", "utf-8"
    )
    assert run("link", "--table", str(table), "--queue", "queue.csv").code == 0
    assert "Lichtwerk Optics AG" in Path("queue.csv").read_text(encoding="utf-8")


def test_rows_without_a_name_are_counted_and_named(run: Run, table: Path) -> None:
    assert "without a name" not in run("link", "--table", str(table)).out
    table.write_text(f"{TABLE},AT,Graz,\n,,,\n" + ",DE,Jena,\n" * 11, "utf-8")
    said = " ".join(run("link", "--table", str(table)).out.split())
    assert "5 rows are 4 organisations" in said
    assert (
        "Rows without a name, which are left out: 12 (7, 9, 10, 11, 12, 13, 14, 15, 16, 17, …)."
        in said
    )


def test_a_table_without_names_is_refused(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "numbers.csv"
    table.write_text("turnover,staff\n12,3\n13,4\n", "utf-8")
    done = run("link", "--table", str(table))
    assert done.code == 3
    assert "Call the column `name`" in done.err


def variants(number: int) -> str:
    """Return a table of so many organisations, each under two names and one Wikidata item."""
    names = [
        f"{first}{last}" for first in ("Al", "Bor", "Cir", "Du") for last in ("ka", "pex", "zo")
    ]
    rows = [
        f"Lichtwerk {name} {form},AT,Graz,Q{100 + place}"
        for place, name in enumerate(names[:number])
        for form in ("GmbH", "Aktiengesellschaft Optik")
    ]
    return "\n".join(["name,country,city,wikidata", *rows, ""])


def test_training_writes_weights_that_linking_takes(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "variants.csv"
    table.write_text(variants(12), "utf-8")
    done = run("link", "--train", "--table", str(table), "--output", "weights.yaml")
    assert done.code == 0, done.err
    assert "12 true pairs" in done.out
    assert Model.load(Path("weights.yaml")).weights != Model.load().weights
    assert run("link", "--weights", "weights.yaml", "--table", str(table)).code == 0


def test_too_little_to_learn_from_is_said(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "variants.csv"
    table.write_text(variants(1), "utf-8")
    done = run("link", "--train", "--table", str(table), "--output", "weights.yaml")
    assert done.code == 2
    assert "give larger tables" in done.err
    assert not Path("weights.yaml").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--train"], "--train needs --table"),
        (["--explain"], "give --table"),
        (["--weights", "nowhere.yaml"], "nowhere.yaml: it holds no weights"),
    ],
)
def test_wrong_use_says_what_to_do(run: Run, arguments: list[str], said: str) -> None:
    done = run("link", *arguments)
    assert done.code == 2
    assert said in done.err


@pytest.mark.parametrize(
    ("said", "groups"), [("link_automatic = -50", 3), ("link_automatic = 50", 5), ("", 4)]
)
def test_thresholds_are_settings(run: Run, table: Path, said: str, groups: int) -> None:
    Path("lumigraph.toml").write_text(said, encoding="utf-8")
    told = " ".join(run("link", "--table", str(table)).out.split())
    assert f"5 rows are {groups} organisations" in told


def test_a_flag_goes_before_a_setting(run: Run, table: Path) -> None:
    Path("lumigraph.toml").write_text("link_automatic = 50\nlink_queue = -4", encoding="utf-8")
    told = run("link", "--table", str(table), "--automatic", "4").out
    assert "5 rows are 4 organisations" in " ".join(told.split())


@pytest.mark.parametrize(
    ("setting", "remedy"),
    [
        ("link_automatic = 'sure'", "link_automatic is 'sure': set a number of bits"),
        ("link_queue = 9\nlink_automatic = 5", "set link_queue to less"),
        ("link_weights = 'nowhere.yaml'", "nowhere.yaml: it holds no weights"),
    ],
)
def test_a_wrong_setting_says_what_to_set(run: Run, table: Path, setting: str, remedy: str) -> None:
    Path("lumigraph.toml").write_text(setting, encoding="utf-8")
    done = run("link", "--table", str(table))
    assert done.code == 2
    assert remedy in " ".join(done.err.split())


def test_what_linking_keeps_of_a_graph_goes_with_what_is_purged(run: Run, table: Path) -> None:
    link_again(run, table, "internal")
    names = Path("graph.internal.linkage/index.duckdb")
    assert names.exists()
    assert run("retract", "members", "--purge", *GRAPH).code == 0
    assert not names.exists()
    assert run("link", *GRAPH).code == 0


def test_what_linking_keeps_of_a_public_source_goes_when_that_becomes_internal(
    run: Run, table: Path
) -> None:
    link_again(run, table, "public")
    names = Path("graph.linkage/index.duckdb")
    assert names.exists()
    assert run("ingest", str(table), "--visibility", "internal", *GRAPH).code == 0
    assert not names.exists()


def link_again(run: Run, table: Path, visibility: str) -> None:
    """Take a table in and link the graph, which keeps what it needs to do so again."""
    assert run("ingest", str(table), "--visibility", visibility, *GRAPH).code == 0
    assert "pairs are judged one" in run("link", *GRAPH).out
