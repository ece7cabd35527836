"""`lumigraph migrate`: from SQLite to Neo4j and back, nothing is lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import lumigraph
from graph.opening import open_store
from lumigraph.configuration import load_settings
from tests.command_line import Run
from tests.conformance.builders import info, thing, units
from tests.conformance.test_moving import fill
from tests.neo4j_testing import empty


@pytest.fixture
def filled(own: str) -> str:
    """The URL of a graph with a past, a queue and an internal source."""
    with closing(open_store(own)) as store:
        fill(store)
    with lumigraph.open(own, replace(load_settings(), store=own)) as graph:
        said = [thing("quetzal")]
        graph.holdings.ingest(replace(info("secret", said), visibility="internal"), units(said))
    return own


def dumps(run: Run, url: str, folder: Path) -> list[bytes]:
    """Return both dumps of a graph: public, and internal."""
    for name, options in {"public.nq": [], "internal.nq": ["--internal"]}.items():
        assert run("export", "-o", name, *options, "--store", url).code == 0
    return [(folder / name).read_bytes() for name in ("public.nq", "internal.nq")]


@pytest.fixture
def house(neo4j_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An empty Neo4j; what is internal goes into a data folder of the test's own."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    empty(neo4j_url)
    yield neo4j_url
    empty(neo4j_url)


@pytest.mark.neo4j
def test_to_neo4j_and_back(run: Run, filled: str, house: str, tmp_path: Path) -> None:
    before = dumps(run, filled, tmp_path)
    ran = run("migrate", filled, house)
    assert (ran.code, "Both stores hold the same." in ran.out) == (0, True)
    assert dumps(run, house, tmp_path) == before
    back = f"sqlite:///{tmp_path / 'back.db'}"
    ran = run("migrate", house, back, "--json")
    assert [one["proposals"] for one in ran.json["stores"]] == [3, 0]
    assert dumps(run, back, tmp_path) == before
    assert run("doctor", "--thorough", "--store", back).code == 0
    ran = run("backup", "copy.zip", "--internal", "--store", house, "--json")
    assert ran.json["backups"][0]["members"]["public"]["file"] == "public.jsonl.gz"
    again = f"sqlite:///{tmp_path / 'again.db'}"
    assert run("restore", "copy.zip", "--internal", "--store", again).code == 0
    assert dumps(run, again, tmp_path) == before
    ran = run("restore", "copy.zip", "--store", house, "--replace")
    assert (ran.code, "into an empty" in ran.err or "move that store away" in ran.err) != (0, True)


def test_only_into_an_empty_store(run: Run, filled: str, bundled: str, tmp_path: Path) -> None:
    ran = run("migrate", filled, bundled)
    assert (ran.code, "is not empty" in ran.err) == (3, True)
    ran = run("migrate", filled, filled)
    assert (ran.code, "is where the graph is" in ran.err) == (2, True)
    ran = run("migrate", f"sqlite:///{tmp_path / 'none.db'}", filled)
    assert (ran.code, "there is no graph at" in ran.err) == (3, True)


@pytest.mark.parametrize(
    ("table", "damage", "what"),
    [
        ("entity", "{}", "the entity "),
        ("entity", "{", "the entity "),
        ("relation", "{", "the relation "),
    ],
)
def test_what_is_damaged_in_a_row_is_worked_out_anew(
    run: Run, filled: str, tmp_path: Path, table: str, damage: str, what: str
) -> None:
    before = dumps(run, filled, tmp_path)
    with closing(sqlite3.connect(filled.removeprefix("sqlite:///"))) as raw, raw:
        raw.execute(f"UPDATE {table} SET data = ?", [damage])  # noqa: S608
    for name in ("damaged.jsonl", "damaged.nq"):
        ran = run("export", "-o", name, "--store", filled)
        said = ran.err.replace("\n", " ")
        assert (ran.code, f"holds of {what}" in said) == (3, True)
        assert "`lumigraph migrate`" in said
    assert run("doctor", "--store", filled).code != 0
    whole = f"sqlite:///{tmp_path / 'whole.db'}"
    assert run("migrate", filled, whole).code == 0
    assert dumps(run, whole, tmp_path) == before
    assert run("doctor", "--thorough", "--store", whole).code == 0


def test_from_one_file_to_another(run: Run, filled: str, tmp_path: Path) -> None:
    new = f"sqlite:///{tmp_path / 'new.db'}"
    assert run("migrate", filled, new).code == 0
    assert dumps(run, new, tmp_path) == dumps(run, filled, tmp_path)
