"""`lumigraph restore`, and `lumigraph ingest` of a dump into an empty graph."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.command_line import Run


@pytest.fixture
def dump(run: Run, tmp_path: Path) -> Path:
    """All of the bundled data, packed."""
    assert run("export", "-o", "graph.nq.gz").code == 0
    return tmp_path / "graph.nq.gz"


@pytest.mark.parametrize("command", ["restore", "ingest"])
def test_an_empty_graph_becomes_the_one_that_was_dumped(
    run: Run, own: str, dump: Path, command: str
) -> None:
    ran = run(command, dump.name, "--store", own, "--json")
    assert ran.code == 0
    (report,) = ran.json
    assert report["created"] == report["records"] > 4000
    assert run("export", "-o", "again.nq.gz", "--store", own).code == 0
    assert dump.with_name("again.nq.gz").read_bytes() == dump.read_bytes()
    names = [one["name"] for one in run("sources", "--store", own, "--json").json["sources"]]
    assert names == ["lumigraph-starter", "technologies"]
    assert run("validate", "--store", own).code == 0


def test_a_graph_that_holds_something_is_left_as_it_is(run: Run, own: str, dump: Path) -> None:
    assert run("restore", dump.name, "--store", own).code == 0
    ran = run("restore", dump.name, "--store", own)
    assert (ran.code, "is not empty: restore into a new store" in ran.err) == (3, True)


def test_what_is_no_dump_is_refused(run: Run, own: str) -> None:
    assert run("export", "-o", "graph.nt").code == 0
    ran = run("restore", "graph.nt", "--store", own)
    assert (ran.code, "it is no dump of Lumigraph's" in ran.err) == (3, True)


def test_a_torn_dump_is_refused(run: Run, own: str, dump: Path) -> None:
    lines = gzip.decompress(dump.read_bytes()).splitlines(keepends=True)
    dump.with_name("torn.nq").write_bytes(b"".join(lines[:30_000]))
    ran = run("restore", "torn.nq", "--store", own)
    assert (ran.code, "the dump has no end" in ran.err) == (3, True)
    assert "there is no graph" in run("status", "--store", own).err


def test_an_internal_store_comes_back_beside_the_public_one(
    run: Run, own: str, tmp_path: Path
) -> None:
    facts = "format: lumigraph/1\nname: secret\nentries:\n- {id: quetzal, type: Company}\n"
    (tmp_path / "secret.yaml").write_text(
        facts.replace("{id: quetzal,", "{id: quetzal, name: {en: Quetzal},"), encoding="utf-8"
    )
    (tmp_path / "open.yaml").write_text(
        facts.replace("secret", "open").replace("{id: quetzal,", "{id: toucan, name: {en: T},"),
        encoding="utf-8",
    )
    assert run("ingest", "open.yaml", "--store", own).code == 0
    assert run("ingest", "secret.yaml", "--visibility", "internal", "--store", own).code == 0
    assert run("export", "-o", "public.nq", "--store", own).code == 0
    assert run("export", "-o", "internal.nq", "--internal", "--store", own).code == 0
    assert "quetzal" not in (tmp_path / "public.nq").read_text("utf-8")
    new = f"sqlite:///{tmp_path / 'new.db'}"
    for wrong in (["internal.nq"], ["internal.nq", "--internal"]):
        ran = run("restore", *wrong, "--store", new)
        assert (ran.code, "restore a dump of what is public first" in ran.err) == (2, True)
    assert run("restore", "public.nq", "--store", new).code == 0
    assert run("restore", "internal.nq", "--internal", "--store", new).code == 0
    for name, options in {"public": [], "internal": ["--internal"]}.items():
        assert run("export", "-o", "again.nq", *options, "--store", new).code == 0
        assert (tmp_path / "again.nq").read_bytes() == (tmp_path / f"{name}.nq").read_bytes()
