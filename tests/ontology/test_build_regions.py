"""The build of the table of regions: joined as the tables say, and the same every time."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from ontology import build_regions
from ontology.errors import TableError
from ontology.region_file import TABLE
from ontology.region_iso import add_iso
from ontology.region_table import HERE, Table, Words
from ontology.regions import load_regions

STEPS: tuple[Callable[[Table], None], ...] = (
    build_regions.add_countries,
    build_regions.add_nuts,
    build_regions.add_territories,
    add_iso,
)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A copy of our tables, to be changed."""
    for file in ("region_joins.yaml", "region_names.yaml", "groups.yaml"):
        shutil.copy(HERE / file, tmp_path)
    return tmp_path


def change(folder: Path, part: str, **entries: object) -> None:
    file = folder / "region_joins.yaml"
    joins = yaml.safe_load(file.read_text("utf-8"))
    joins[part].update({code.replace("_", "-"): value for code, value in entries.items()})
    file.write_text(yaml.safe_dump(joins, allow_unicode=True), "utf-8")


def run_steps(folder: Path) -> Table:
    table = Table(folder)
    for step in STEPS:
        step(table)
    return table


def test_a_missing_table_is_built_with_the_same_bytes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    load_regions()
    target = tmp_path / "regions.json.gz"
    assert load_regions(target).get("AT22")
    assert target.read_bytes() == TABLE.read_bytes()
    assert list(tmp_path.iterdir()) == [target]
    assert "Building the table of regions" in capsys.readouterr().err


def test_a_table_that_cannot_be_built_is_explained(tmp_path: Path) -> None:
    with pytest.raises(TableError, match=r"python -m ontology\.build_regions"):
        load_regions(tmp_path / "missing folder" / "regions.json.gz")


def test_the_build_needs_only_what_pyproject_names_for_it() -> None:
    """A wheel is built where the packages that Lumigraph runs with are not installed."""
    absent = "import sys; sys.modules.update(dict.fromkeys(('rapidfuzz', 'rdflib', 'pydantic')));"
    run = [sys.executable, "-c", f"{absent} import ontology.build_regions"]
    subprocess.run(run, check=True, cwd=HERE.parent)


def test_a_join_to_an_unknown_code_is_refused(tables: Path) -> None:
    change(tables, "same", AT_6="AT99")
    with pytest.raises(TableError, match="AT99"):
        run_steps(tables)


def test_a_join_of_our_table_goes_before_the_name(tables: Path) -> None:
    change(tables, "same", AT_6="AT21")
    assert run_steps(tables).get("AT-6").id == "AT21"


def test_a_union_has_its_members(tables: Path) -> None:
    change(tables, "union", AT_6=["AT21", "AT22"])
    region = run_steps(tables).get("AT-6")
    assert (region.level, region.members) == ("subdivision", ["AT21", "AT22"])


@pytest.mark.parametrize(
    ("label", "name", "bare"),
    [
        ("Prov. Limburg (BE)", "Limburg", "limburg be"),
        ("München, Kreisfreie Stadt", "München", "munchen kreisfreie stadt"),
        ("Vilniaus apskritis", "Vilniaus apskritis", "vilniaus"),
        ("Cambridgeshire CC", "Cambridgeshire", "cambridgeshire cc"),
        ("Stockholms län", "Stockholms län", "stockholms"),
    ],
)
def test_words_around_a_name(label: str, name: str, bare: str) -> None:
    words = Words(Table().joins)
    assert words.name(label) == name
    assert words.bare(label) == bare
