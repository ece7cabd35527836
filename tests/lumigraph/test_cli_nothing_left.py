"""Of a store that a command made, and that nothing went into, nothing is left."""

from __future__ import annotations

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from graph.sqlite_store import SqliteStore
from graph.sqlite_store.blank import remove_blank
from tests.command_line import Run
from tests.conformance.builders import tell, thing


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which the graph would be."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "stores").mkdir()
    monkeypatch.setenv("LUMIGRAPH_STORE", f"sqlite:///{tmp_path / 'stores' / 'graph.db'}")
    (tmp_path / "nothing.bin").write_bytes(b"\x00\x01\x02")
    (tmp_path / "torn.yaml").write_text("entries: [", encoding="utf-8")
    return tmp_path / "stores"


@pytest.mark.parametrize(
    "command",
    [
        "ingest nothing.bin",
        "ingest torn.yaml",
        "ingest torn.yaml --visibility internal",
        "restore nothing.bin",
        "restore nothing.bin --internal",
        "restore missing.nq",
    ],
)
def test_what_is_refused_leaves_no_store(run: Run, folder: Path, command: str) -> None:
    assert run(*command.split()).code == 3
    assert [*folder.iterdir()] == []


def test_a_move_that_is_refused_leaves_no_store(run: Run, folder: Path) -> None:
    SqliteStore(str(folder / "graph.db")).close()
    origin, target = (f"sqlite:///{folder / name}" for name in ("graph.db", "other.db"))
    assert "is empty" in run("migrate", origin, target).err
    assert [one.name for one in folder.iterdir()] == ["graph.db"], "what was there stays"


def test_an_empty_store_that_was_there_stays(run: Run, folder: Path) -> None:
    SqliteStore(str(folder / "graph.db")).close()
    assert run("ingest", "nothing.bin").code == 3
    assert [one.name for one in folder.iterdir()] == ["graph.db"]


def test_what_somebody_has_open_is_left_to_them(tmp_path: Path) -> None:
    file = tmp_path / "graph.db"
    with closing(SqliteStore(str(file))) as store:
        remove_blank(file)
        tell(store, "one", thing("alpha"))
    with closing(SqliteStore(str(file))) as again:
        assert again.golden.entities(["alpha"])


def test_what_holds_anything_is_no_blank(tmp_path: Path) -> None:
    file, other = tmp_path / "graph.db", tmp_path / "other.db"
    with closing(SqliteStore(str(file))) as store:
        tell(store, "one", thing("alpha"))
    other.write_text("no store", encoding="utf-8")
    for one in (file, other, tmp_path / "none.db"):
        remove_blank(one)
    assert {one.name for one in tmp_path.iterdir()} == {"graph.db", "other.db"}
    with closing(SqliteStore(str(file))) as again:
        assert again.golden.entities(["alpha"])


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
sys.argv = ["lumigraph", "ingest", "facts.yaml"]
from lumigraph.cli import main
main()
"""
FACTS = "format: lumigraph/1\nentries: []\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of what is written there")
@pytest.mark.parametrize("size", [2_000, 8_000, 50_000, 200_000])
def test_where_there_is_no_room_no_store_is_left(folder: Path, size: int) -> None:
    (folder.parent / "facts.yaml").write_text(FACTS, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-c", LIMITED.format(size=size)],
        cwd=folder.parent,
        capture_output=True,
        text=True,
    )
    assert (ran.returncode, ran.stderr.count("\n")) == (3, 1), ran.stderr
    assert [*folder.iterdir()] == []
