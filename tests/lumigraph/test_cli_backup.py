"""`lumigraph backup` and `restore`: what was copied comes back, and nothing else does."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

import lumigraph
from graph.errors import BackupError
from graph.keeping.backup import MANIFEST, PUBLIC, Backup, back_up, opened
from graph.keeping.content import fingerprint
from graph.opening import open_store
from graph.sqlite_store import SqliteStore
from lumigraph.configuration import load_settings
from tests.command_line import Run
from tests.conformance.builders import info, tell, thing, units
from tests.conformance.test_queue import PAIRS, REMARK, decide, put


@pytest.fixture
def filled(own: str) -> str:
    """The URL of a small graph with a public source and a queue."""
    with closing(open_store(own)) as store:
        tell(store, "open", thing("alpha"), thing("beta"))
        put(store, *PAIRS)
        put(store, REMARK)
        decide(store, PAIRS[0], "rejected")
    return own


@pytest.fixture
def keep(run: Run, filled: str) -> Callable[..., Path]:
    """Makes a backup of that graph and returns its path."""

    def made(*arguments: str) -> Path:
        ran = run("backup", *arguments, "--store", filled, "--json")
        assert ran.code == 0, ran.err
        return Path(ran.json["backups"][0]["path"])

    return made


def held(url: str) -> str:
    with closing(open_store(url)) as store:
        return fingerprint(store)


def test_a_backup_comes_back(run: Run, keep: Callable[..., Path], own: str, tmp_path: Path) -> None:
    made = keep("copy.zip")
    assert [one.name for one in tmp_path.glob("making-*")] == []
    new = f"sqlite:///{tmp_path / 'new.db'}"
    ran = run("restore", str(made), "--store", new)
    assert (ran.code, "copy.zip: public at revision 4" in ran.out) == (0, True)
    assert held(new) == held(own)
    assert run("doctor", "--thorough", "--store", new).code == 0


def test_verified_by_itself(run: Run, keep: Callable[..., Path], tmp_path: Path) -> None:
    made = keep(str(tmp_path))
    ran = run("backup", "--verify", str(tmp_path))
    assert (ran.code, "as it was written" in ran.out) == (0, True)
    content = bytearray(made.read_bytes())
    content[200] ^= 0xFF
    made.write_bytes(content)
    for command in (["backup", "--verify", str(made)], ["restore", str(made)]):
        ran = run(*command, "--store", f"sqlite:///{tmp_path / 'new.db'}")
        assert (ran.code, "is torn" in ran.err or "not what was written" in ran.err) == (3, True)
    assert (
        not (tmp_path / "new.db").exists()
        or "is empty" in run("status", "--store", f"sqlite:///{tmp_path / 'new.db'}").out
    )


def test_another_content_is_refused(run: Run, keep: Callable[..., Path], tmp_path: Path) -> None:
    """The ZIP file is sound; what is in it is not what the manifest says."""
    made, other = keep("copy.zip"), tmp_path / "other.zip"
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(other, "w") as new:
        new.writestr("public.db", b"x" + old.read("public.db")[1:])
        new.writestr(MANIFEST, old.read(MANIFEST))
    ran = run("restore", "other.zip", "--store", f"sqlite:///{tmp_path / 'new.db'}")
    assert (ran.code, "public.db is not what was written (SHA-256" in ran.err) == (3, True)


@pytest.mark.parametrize("cut", [10, -10])
def test_a_torn_file(run: Run, keep: Callable[..., Path], cut: int) -> None:
    made = keep("copy.zip")
    made.write_bytes(made.read_bytes()[:cut])
    ran = run("backup", "--verify", "copy.zip")
    assert (ran.code, "is no backup, or a torn one" in ran.err) == (3, True)


def test_of_another_format(run: Run, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "new.zip", "w") as archive:
        archive.writestr(MANIFEST, json.dumps({"format": 9, "lumigraph": "7.0"}))
    ran = run("restore", "new.zip")
    assert (ran.code, "of format 9, not 1: restore it with Lumigraph 7.0" in ran.err) == (3, True)


def test_only_an_empty_store_is_filled_unless_told(
    run: Run, keep: Callable[..., Path], own: str
) -> None:
    made, before = keep("copy.zip"), held(own)
    with closing(open_store(own)) as store:
        tell(store, "later", thing("gamma"))
    ran = run("restore", str(made), "--store", own)
    assert (ran.code, "is not empty" in ran.err) == (3, True)
    assert held(own) != before
    assert run("restore", str(made), "--store", own, "--replace").code == 0
    assert held(own) == before


def test_so_many_are_kept(keep: Callable[..., Path], tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "notes.zip").write_bytes(b"")
    for day in (1, 2, 3, 9):
        (folder / f"lumigraph-2999010{day}T000000Z-r1.zip").write_bytes(b"")
    made = keep(str(folder), "--keep", "3")
    left = sorted(one.name for one in folder.iterdir())
    later = [f"lumigraph-2999010{day}T000000Z-r1.zip" for day in (3, 9)]
    assert left == [made.name, *later, "notes.zip"]


def test_a_name_without_an_ending_is_a_folder_that_is_made(
    keep: Callable[..., Path], tmp_path: Path
) -> None:
    """Else each night's backup took the place of the one before."""
    daily, kept = keep("backups/"), keep("nightly", "--keep", "30")
    assert (daily.parent.name, kept.parent.name) == ("backups", "nightly")
    assert keep("copy.zip").name == "copy.zip"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("none/backups",), "there is no folder none: make it"),
        (("notes", "--keep", "3"), "--keep is for a folder of backups, and notes is none"),
        (("notes",), "notes is there, and is no backup"),
    ],
)
def test_where_no_folder_of_backups_can_be(
    run: Run, filled: str, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    (tmp_path / "notes").write_text("to be kept", encoding="utf-8")
    ran = run("backup", *arguments, "--store", filled)
    assert (ran.code, says in ran.err.replace("\n", " ")) == (2, True), ran.err
    assert (tmp_path / "notes").read_text(encoding="utf-8") == "to be kept"


def test_what_is_internal_stays_in_the_house(run: Run, filled: str, tmp_path: Path) -> None:
    with lumigraph.open(filled, replace(load_settings(), store=filled)) as graph:
        said = [thing("quetzal")]
        graph.holdings.ingest(replace(info("secret", said), visibility="internal"), units(said))
        before = [fingerprint(store) for store in graph.holdings.stores]
    ran = run("backup", "public.zip", "--store", filled)
    assert "The internal store is not in it" in ran.err
    assert run("backup", "all.zip", "--internal", "--store", filled).code == 0
    with zipfile.ZipFile(tmp_path / "public.zip") as archive:
        assert archive.namelist() == ["public.db", MANIFEST]
        assert b"quetzal" not in archive.read("public.db")
    new = f"sqlite:///{tmp_path / 'new.db'}"
    ran = run("restore", "public.zip", "--internal", "--store", new)
    assert (ran.code, "holds no internal store" in ran.err) == (3, True)
    ran = run("restore", "all.zip", "--internal", "--store", new)
    assert (ran.code, ran.err) == (0, "")
    with lumigraph.open(new, replace(load_settings(), store=new)) as graph:
        assert [fingerprint(store) for store in graph.holdings.stores] == before
    ran = run("restore", "all.zip", "--store", new, "--replace")
    assert (ran.code, "bring both back with --internal" in ran.err) == (3, True)


@pytest.mark.parametrize("options", [[], ["--internal"]])
def test_a_refused_restore_leaves_what_is_internal(
    run: Run, keep: Callable[..., Path], filled: str, tmp_path: Path, options: list[str]
) -> None:
    """Not even where the public store was lost: the internal one still has what was in it."""
    made = keep("copy.zip")
    settings = replace(load_settings(), store=filled)
    with lumigraph.open(filled, settings) as graph:
        said = [thing("quetzal")]
        graph.holdings.ingest(replace(info("secret", said), visibility="internal"), units(said))
        url = graph.holdings.whole.url
    before = held(url)
    for part in tmp_path.glob(f"{Path(filled.removeprefix('sqlite:///')).name}*"):
        part.unlink()
    assert run("restore", str(made), *options, "--store", filled).code == 3
    assert held(url) == before


def test_nothing_to_back_up(run: Run, own: str, tmp_path: Path) -> None:
    open_store(own).close()
    ran = run("backup", "copy.zip", "--store", own)
    assert (ran.code, "is empty: there is nothing to back up" in ran.err) == (2, True)
    ran = run("backup", "--verify", str(tmp_path))
    assert (ran.code, "holds no backups" in ran.err) == (3, True)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("own.db", "own.db is a SQLite database, as graphs are: name another file"),
        ("link.db", "own.db is a SQLite database, as graphs are: name another file"),
        ("members.csv", "members.csv is there, and is no backup: name another file, or a folder"),
    ],
)
def test_what_is_no_backup_is_not_replaced(
    run: Run, filled: str, tmp_path: Path, name: str, says: str
) -> None:
    (tmp_path / "members.csv").write_text("name\nAlfa\n", encoding="utf-8")
    (tmp_path / "link.db").symlink_to("own.db")
    before = held(filled), (tmp_path / "members.csv").read_bytes()
    ran = run("backup", name, "--store", filled)
    assert (ran.code, says in ran.err.replace("\n", " ")) == (2, True), ran.err
    assert (held(filled), (tmp_path / "members.csv").read_bytes()) == before


def test_an_older_backup_and_an_empty_file_are_replaced(
    keep: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "copy.zip").touch()
    (tmp_path / "link.zip").symlink_to("copy.zip")
    for name in ("copy.zip", "copy.zip", "link.zip"):
        assert opened(keep(name)).members[PUBLIC].revision == 4
    assert (tmp_path / "link.zip").is_symlink()


def test_a_backup_that_is_not_there(run: Run, own: str) -> None:
    ran = run("restore", "none.zip", "--store", own)
    assert (ran.code, "none.zip: there is no such file" in ran.err) == (3, True)


def test_others_write_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy is of one moment: what is written while it is made is not in it, nor half of it."""
    path = str(tmp_path / "graph.db")
    monkeypatch.setattr("graph.sqlite_store.copying.PAGES", 5)
    with closing(SqliteStore(path)) as store, closing(SqliteStore(path)) as other:
        tell(store, "one", *(thing(f"firm-{number}") for number in range(300)))
        before = fingerprint(store)
        copy_to = store.copy_to

        def meanwhile(file: Path) -> None:
            tell(other, "two", thing("late"))
            copy_to(file)

        monkeypatch.setattr(store, "copy_to", meanwhile)
        made = back_up({PUBLIC: store}, tmp_path / "copy.zip", "0")
        assert opened(made.path) == made
        assert fingerprint(other) != before
    with zipfile.ZipFile(made.path) as archive:
        archive.extract("public.db", tmp_path)
    with closing(SqliteStore(str(tmp_path / "public.db"))) as copy:
        assert fingerprint(copy) == before


def test_a_backup_that_cannot_be_read_again_is_told_by_its_own_name(
    run: Run, filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tear(backup: Backup) -> None:
        raise BackupError(f"{backup.path} is torn")

    monkeypatch.setattr("graph.keeping.backup.verify", tear)
    ran = run("backup", str(tmp_path / "copy.zip"), "--store", filled)
    assert (ran.code, "making-" in ran.err) == (3, False)
    assert f"no backup was written to {tmp_path / 'copy.zip'}" in ran.err
    assert not (tmp_path / "copy.zip").exists()
