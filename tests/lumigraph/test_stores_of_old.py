"""A store of every released version is opened by this one, and holds what it held."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from graph.doctor.examination import examine
from graph.errors import StoreError
from graph.keeping.backup import PUBLIC, opened
from graph.keeping.content import content
from graph.keeping.restoring import bring_back
from graph.ledger.identity import entity_id
from graph.rdf.restoring import restore
from graph.schema import load_schema
from graph.sqlite_store import SqliteStore
from graph.sqlite_store.steps import FILE
from graph.statements import load_statements
from graph.stored import Changed
from ingest.rdf.dump import dump_values
from tests.conformance.builders import take_back, tell, thing

STORES = sorted(one for one in (Path(__file__).parents[1] / "stores").iterdir() if one.is_dir())
SECOND = """
DROP INDEX record_called;
ALTER TABLE record DROP COLUMN called;
UPDATE meta SET value = '2' WHERE name = 'layout';
"""
"""Makes a store of the second layout of one of the third."""
QUEUED = ('{"proposal":', '{"decision":', '{"totals":')


def unpack(folder: Path, store: Path) -> None:
    store.write_bytes(gzip.decompress((folder / "graph.db.gz").read_bytes()))


def bring(folder: Path, store: Path) -> None:
    with closing(SqliteStore(str(store))) as target:
        bring_back(opened(folder / "backup.zip"), PUBLIC, target, load_schema())


@pytest.mark.parametrize("made", [unpack, bring])
@pytest.mark.parametrize("folder", [one for one in STORES if one.name[0].isdigit()], ids=str)
def test_it_holds_what_it_held(
    folder: Path, made: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    made(folder, tmp_path / "graph.db")
    expected = (folder / "content.jsonl").read_text(encoding="utf-8").splitlines()
    with closing(SqliteStore(str(tmp_path / "graph.db"))) as store:
        assert list(content(store)) == expected
        assert examine(store, load_schema(), thorough=True) == []
        assert store.golden.types(["alpha"]) == {"alpha": "Company"}
        last = store.revision().number
        assert store.golden.changes(["alpha"]) == {"alpha": Changed(last, last)}
    with closing(SqliteStore(":memory:")) as store:
        restore(store, load_schema(), dump_values(folder / "graph.nq.gz"))
        there = [one for one in content(store) if not one.startswith(QUEUED)]
        assert there == [one for one in expected if not one.startswith(QUEUED)]


def test_there_is_a_store_of_a_version() -> None:
    assert any(one.name[0].isdigit() for one in STORES)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A store of the present layout."""
    unpack(STORES[0], tmp_path / "graph.db")
    return tmp_path / "graph.db"


def at_layout(patch: pytest.MonkeyPatch, layout: str, steps: dict[str, str]) -> None:
    """Let this version be a later one, which knows some steps."""
    patch.setattr("graph.sqlite_store.database.LAYOUT", layout)
    patch.setattr("graph.sqlite_store.steps.steps", lambda: steps)


def test_an_earlier_layout_is_brought_to_this_one(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = {
        **load_statements(FILE),
        "from_3": "ALTER TABLE revision RENAME COLUMN note TO words;\nSELECT 1",
        "from_4": "ALTER TABLE revision RENAME COLUMN words TO note",
    }
    at_layout(monkeypatch, "5", steps)
    with closing(SqliteStore(str(file))) as store:
        assert store.revision().number == len(store.revisions())
    with closing(sqlite3.connect(file)) as raw:
        assert raw.execute("SELECT value FROM meta WHERE name = 'layout'").fetchall() == [("5",)]


@pytest.mark.parametrize("second", [{}, {"from_2": "ALTER TABLE nothing RENAME TO something"}])
def test_a_way_that_does_not_lead_there_changes_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch, second: dict[str, str]
) -> None:
    at_layout(monkeypatch, "3", {"from_1": "DROP TABLE decision", **second})
    with pytest.raises(StoreError):
        SqliteStore(str(file))
    with closing(sqlite3.connect(file)) as raw:
        assert raw.execute("SELECT count(*) FROM decision").fetchone()[0]


def test_ids_with_a_hash_are_found_in_a_store_of_the_second_layout(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    with closing(SqliteStore(str(path))) as store:
        tell(store, "one", thing("members:a b"), thing("members:c"))
        take_back(store, "one")
    with closing(sqlite3.connect(path)) as raw:
        raw.executescript(SECOND)
    with closing(SqliteStore(str(path))) as store:
        assert store.ledger.called(entity_id(["members:a b"])) == ["members:a b"]
        assert store.ledger.called(entity_id(["members:c"])) == []
