"""`lumigraph export --format neo4j-import`: what Neo4j's own tool makes of it is the same graph."""

from __future__ import annotations

import secrets
from contextlib import closing
from pathlib import Path

import pytest

from graph.neo4j_import import OPTIONS
from graph.opening import open_store
from lumigraph.neo4j_server import USER, Neo4jServer
from tests.command_line import Run
from tests.conformance.builders import tell, thing
from tests.conformance.test_moving import fill

ROUGH = 'two\r\nlines, "quotes", ; and a backslash \\'


@pytest.fixture
def filled(own: str) -> str:
    """The URL of a graph with a past, a queue, and texts that are hard on tables."""
    with closing(open_store(own)) as store:
        fill(store)
        notes = ["1; 2", 'a "b"', ROUGH]
        said = thing("rough", "Cluster", description={"en": ROUGH}, memberCountNote=notes)
        tell(store, "rough", said, thing("counted", memberCount=12))
    return own


def exported(run: Run, url: str, folder: Path) -> Path:
    ran = run("export", "--format", "neo4j-import", "--output", str(folder), "--store", url)
    assert (ran.code, ran.err) == (0, "")
    assert "README.md says what to do" in ran.out
    return folder


def dump(run: Run, url: str, file: Path) -> bytes:
    assert run("export", "--output", str(file), "--store", url).code == 0
    return file.read_bytes()


@pytest.mark.neo4j
def test_neo4j_s_own_tool_makes_the_same_graph(
    run: Run,
    filled: str,
    neo4j_server: Neo4jServer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = exported(run, filled, tmp_path / "files")
    written = contents(files)
    password = secrets.token_hex(8)
    monkeypatch.setenv("LUMIGRAPH_NEO4J_USER", USER)
    monkeypatch.setenv("LUMIGRAPH_NEO4J_PASSWORD", password)
    home = Neo4jServer(
        tmp_path / "home", neo4j_server.lib, neo4j_server.java, password, heap="512m"
    )
    home.take_in(files, OPTIONS)
    with home:
        assert run("doctor", "--thorough", "--store", home.url).code == 0
        assert dump(run, home.url, tmp_path / "there.nq") == dump(run, filled, tmp_path / "here.nq")
        for question in (["who", "-x", "OCT", "-y", "everywhere"], ["search", "alpa"]):
            there = run(*question, "--json", "--store", home.url)
            assert there == run(*question, "--json", "--store", filled)
        assert entries(run, home.url) == entries(run, filled)
        again = exported(run, home.url, tmp_path / "again")
    assert contents(again) == written


def entries(run: Run, url: str) -> object:
    """Return who made which revision, as the audit log of a store has it."""
    (store,) = run("audit", "--json", "--store", url).json["stores"]
    return store["entries"]


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in sorted(folder.iterdir())}


def test_the_same_graph_gives_the_same_files(run: Run, filled: str, tmp_path: Path) -> None:
    one, other = (exported(run, filled, tmp_path / name) for name in ("one", "other"))
    assert contents(one) == contents(other)
    options = (one / "options.txt").read_text()
    assert "--nodes=Cluster.header.csv,Cluster.csv.gz\n" in options
    assert "--multiline-fields=true\n" in options
    assert "@options.txt" in (one / "README.md").read_text()


def test_nothing_is_written_over(run: Run, filled: str, tmp_path: Path) -> None:
    ran = run("export", "--format", "neo4j-import", "-o", str(tmp_path), "--store", filled)
    assert (ran.code, "is there already" in ran.err) == (2, True)
    nowhere = tmp_path / "no" / "where"
    ran = run("export", "--format", "neo4j-import", "-o", str(nowhere), "--store", filled)
    assert (ran.code, "has no folder to lie in" in ran.err) == (2, True)


def test_an_empty_graph_is_not_written(run: Run, own: str, tmp_path: Path) -> None:
    open_store(own).close()
    ran = run("export", "--format", "neo4j-import", "-o", str(tmp_path / "files"), "--store", own)
    assert (ran.code, "is empty" in ran.err) == (2, True)
    assert not (tmp_path / "files").exists()
