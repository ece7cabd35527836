"""`lumigraph doctor`: what is out of order around a graph is told, and mended."""

from __future__ import annotations

import json
import os
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import lumigraph
from graph.errors import StoreError
from graph.ledger.writing import ingest
from graph.opening import open_store
from graph.rdf.index import STAMP, Index
from graph.schema import load_schema
from lumigraph.configuration import load_settings
from tests.command_line import Run
from tests.conformance.builders import info, tell, thing, units


@pytest.fixture
def doctor(run: Run, own: str) -> Run:
    """Runs `doctor` on a small graph with a public and an internal source."""
    settings = replace(load_settings(), store=own)
    with lumigraph.open(own, settings) as graph:
        for name, visibility in (("open", "public"), ("secret", "internal")):
            said = [thing(f"{name}-firm")]
            source = replace(info(name, said), visibility=visibility)
            graph.holdings.ingest(source, units(said))
    return lambda *arguments: run("doctor", "--store", own, *arguments)


def found(doctor: Run) -> set[str]:
    """Return what is found, once it was shown to be mended."""
    ran = doctor("--json")
    assert ran.code == 1
    ailments = {one["ailment"] for one in ran.json["findings"]}
    mended = doctor("--mend", "--json")
    assert (mended.code, {one["mended"] for one in mended.json["findings"]}) == (0, {True})
    assert doctor("--thorough").out == "Nothing is out of order.\n"
    return ailments


def test_a_graph_in_good_order(doctor: Run) -> None:
    ran = doctor()
    assert (ran.code, ran.out) == (0, "Nothing is out of order.\n")


def test_what_is_told(doctor: Run, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "own.db")) as file, file:
        file.execute("DELETE FROM name")
    ran = doctor()
    assert ran.code == 1
    assert "wrong: the index of names is not what the entities are called (1), in sqlite" in ran.out
    assert "  the names of open-firm are missing\n" in ran.out
    assert "`lumigraph doctor --mend` mends it." in ran.out
    ran = doctor("--mend")
    assert (ran.code, ran.out.endswith("  Mended.\nAll is mended.\n")) == (0, True)


def test_no_graph(run: Run, own: str) -> None:
    ran = run("doctor", "--store", own)
    assert (ran.code, "there is no graph" in ran.err) == (3, True)


def test_what_is_no_store_cannot_be_read(run: Run, own: str, tmp_path: Path) -> None:
    (tmp_path / "own.db").write_bytes(b"no database" * 500)
    ran = run("doctor", "--store", own)
    assert (ran.code, "is no SQLite file" in ran.err) == (3, True)


def test_a_damaged_file(doctor: Run, tmp_path: Path) -> None:
    """A page in the middle is overwritten: nobody can mend that but who has a copy."""
    file = tmp_path / "own.db"
    content = bytearray(file.read_bytes())
    root = 4096 * (_root(file, "record") - 1)
    content[root : root + 4096] = b"\xff" * 4096
    file.write_bytes(content)
    ran = doctor("--mend", "--json")
    assert ran.code == 1
    assert [one["ailment"] for one in ran.json["findings"]] == ["file"]
    assert "bring back a backup with `lumigraph restore`" in ran.json["findings"][0]["remedy"]


def test_rows_that_only_an_index_knows_of_are_left_for_a_backup(
    doctor: Run, tmp_path: Path
) -> None:
    """The page of a table ends early, and is a sound page: what mends indexes would hide it."""
    file = tmp_path / "own.db"
    content = _emptied(file, "record")
    file.write_bytes(content)
    ran = doctor("--mend", "--json")
    assert ran.code == 1
    assert [one["ailment"] for one in ran.json["findings"]] == ["rows_lost"]
    assert "knows of 1" in ran.json["findings"][0]["places"][0]
    assert file.read_bytes() == content
    assert "Not mended: bring back a backup" in doctor().out


def test_a_damaged_index_is_made_anew(doctor: Run, tmp_path: Path) -> None:
    file = tmp_path / "own.db"
    file.write_bytes(_emptied(file, "identity_entity"))
    assert "file" in found(doctor)


def test_an_audit_log_that_was_changed_is_told_and_left(doctor: Run, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "own.db")) as file, file:
        file.execute("DROP TRIGGER audit_stays")
        file.execute("UPDATE audit SET entry = replace(entry, 'ingest', 'nothing')")
    ran = doctor("--mend")
    assert ran.code == 1
    assert "grave: the audit log is not the chain that was written" in ran.out
    assert "Not mended: compare it with that of a backup" in ran.out


@pytest.mark.skipif(os.name != "posix", reason="who may read a file is told by its mode on POSIX")
def test_tokens_that_others_may_read_are_told_with_what_else_is_found(
    doctor: Run, run: Run, own: str, tmp_path: Path
) -> None:
    assert run("tokens", "create", "--scope", "review", "--name", "desk", "--store", own).code == 0
    (tmp_path / "own.tokens.db").chmod(0o644)
    with closing(sqlite3.connect(tmp_path / "own.db")) as file, file:
        file.execute("DROP TRIGGER audit_stays")
        file.execute("UPDATE audit SET entry = replace(entry, 'ingest', 'nothing')")
    ran = doctor("--json")
    assert ran.code == 1
    assert {one["ailment"] for one in ran.json["findings"]} == {"audit", "register"}
    assert "chmod 600" in doctor().out


def test_a_revision_that_only_the_audit_log_tells_of(doctor: Run, own: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "own.db")) as file, file:
        file.execute("DELETE FROM revision WHERE number = (SELECT max(number) FROM revision)")
    ran = doctor("--mend", "--json")
    assert ran.code == 1
    assert [one["ailment"] for one in ran.json["findings"]] == ["revision_lost"]
    with closing(open_store(own)) as store, pytest.raises(StoreError, match="Nothing was changed"):
        tell(store, "late", thing("late-firm"))


def _emptied(file: Path, name: str) -> bytes:
    """Return the content of a file in which a table or an index, of one page, has no rows."""
    start = 4096 * (_root(file, name) - 1)
    content = bytearray(file.read_bytes())
    content[start + 3 : start + 5] = b"\x00\x00"  # no cells
    return bytes(content)


def _root(file: Path, name: str) -> int:
    """Return the number of the first page of a table or index."""
    with closing(sqlite3.connect(file)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        return int(opened.execute(query, [name]).fetchone()[0])


def test_an_internal_source_in_the_public_store(doctor: Run, own: str) -> None:
    said = [thing("secret-firm")]
    with closing(open_store(own)) as store:
        source = replace(info("secret", said), visibility="internal")
        ingest(store, load_schema(), source, units(said))
    assert found(doctor) == {"leaked"}


def test_an_internal_store_that_fell_behind(doctor: Run, own: str) -> None:
    said = [thing("new-firm")]
    with closing(open_store(own)) as store:
        ingest(store, load_schema(), info("new", said), units(said))
    assert found(doctor) == {"pair"}


@pytest.mark.parametrize("damage", ["torn", "ahead", "stamp"])
def test_an_index_that_is_torn_or_of_another_store(
    doctor: Run, own: str, tmp_path: Path, damage: str
) -> None:
    index = Index(tmp_path / "own.rdf", load_settings().base_uri)
    with closing(open_store(own)) as store:
        stamp = index.build(store)
    assert doctor().code == 0
    file = index.folder / STAMP
    if damage == "torn":
        (index.path(stamp) / "CURRENT").write_text("nothing", encoding="utf-8")
    elif damage == "ahead":
        said = json.loads(file.read_text(encoding="utf-8"))
        file.write_text(json.dumps({**said, "revision": 99}), encoding="utf-8")
    else:
        file.write_text("{", encoding="utf-8")
    assert found(doctor) == {"rdf_index"}


def test_torn_dumps_and_drawings_are_taken_away(run: Run, doctor: Run, tmp_path: Path) -> None:
    own = f"sqlite:///{tmp_path / 'own.db'}"
    assert run("export", "--format", "dcat", "-o", "catalogue.ttl", "--store", own).code == 0
    assert doctor().code == 0
    (dump,) = (tmp_path / "own.dumps").glob("*/*.trig*")
    dump.write_bytes(dump.read_bytes()[:-5])
    drawing = tmp_path / "own.layouts" / "drawing.npy"
    drawing.parent.mkdir(exist_ok=True)
    drawing.write_bytes(b"torn")
    assert found(doctor) == {"dumps", "layouts"}
    assert not drawing.exists()
