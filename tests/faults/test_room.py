"""No room on the disk, a folder that cannot be written to, little memory: nothing is lost."""

from __future__ import annotations

import os
from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import StoreError
from graph.sqlite_store import SqliteStore
from tests.faults.aftermath import check
from tests.faults.nursery import Nursery, read
from tests.faults.victims import opened, prepare

NOBODY = 65534
GIGABYTE = 1 << 30
FEW = 4 << 20
"""Bytes of memory with which a process can begin, and not take in the bundled data."""
LITTLE = {"sqlite": 150_000, "neo4j": 2_000}
"""Bytes that are too few: for more in the store; for its backup, or for the RDF index of it."""
MADE = ("index", "backup")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of a store with some sources in it."""
    prepare(f"sqlite:///{tmp_path / 'graph.db'}")
    return tmp_path / "graph.db"


def failed(victims: Nursery, url: str, folder: Path, work: str, **more: object) -> str:
    """Let a process work until it fails; return how."""
    pid = victims.start(work, url, folder, "diary", **more)
    assert victims.wait(pid) == 1
    return " ".join(read(folder / "diary", "failed")[-1])


@pytest.mark.parametrize(
    ("backend", "work"),
    [
        ("sqlite", "ingest"),
        ("sqlite", "index"),
        ("sqlite", "backup"),
        # Whose disk takes what Neo4j takes in is told in tests/graph/neo4j_store.
        pytest.param("neo4j", "index", marks=pytest.mark.neo4j),
        pytest.param("neo4j", "backup", marks=pytest.mark.neo4j),
    ],
)
def test_the_disk_is_full(
    victims: Nursery, url: str, backend: str, tmp_path: Path, work: str
) -> None:
    """No file may grow beyond a size, as on a disk that is full."""
    said = failed(victims, url, tmp_path, work, limits={"size": LITTLE[backend]})
    assert said.startswith("StoreError ")
    assert "Nothing was changed" in said or "make room" in said
    acknowledged, found = check(url, tmp_path)
    assert acknowledged == found
    assert [*tmp_path.rglob("making-*"), *tmp_path.rglob("*.part")] == []
    pid = victims.start(work, url, tmp_path, "diary", times=1)
    assert victims.wait(pid) == 0


def test_a_full_disk_is_told_in_a_sentence(nursery: Nursery, file: Path) -> None:
    limits = {"size": LITTLE["sqlite"]}
    said = failed(nursery, f"sqlite:///{file}", file.parent, "ingest", limits=limits)
    assert said.startswith(f"StoreError cannot write to {file}: ")
    assert said.endswith("Nothing was changed")


@pytest.mark.parametrize("work", ["ingest", "backup"])
def test_a_folder_that_cannot_be_written_to(nursery: Nursery, file: Path, work: str) -> None:
    folder = file.parent
    with closing(SqliteStore(str(file))) as store:
        before = store.revision()
    (folder / "diary").touch()
    (folder / "diary").chmod(0o666)
    own = [one for one in folder.parents if one.name.startswith(("pytest-", "popen-"))]
    modes = {one: one.stat().st_mode for one in (file, *own, folder)}
    try:
        for one in own:
            one.chmod(modes[one] | 0o055)  # to be passed through
        folder.chmod(0o555)
        file.chmod(0o444)
        more = {"user": NOBODY} if os.geteuid() == 0 else {}
        said = failed(nursery, f"sqlite:///{file}", folder, work, **more)
    finally:
        for one, mode in modes.items():
            one.chmod(mode)
    assert said.startswith("StoreError cannot open the store")
    assert "Name a file that you may write to" in said
    with closing(SqliteStore(str(file))) as store:
        assert store.revision() == before
    assert check(f"sqlite:///{file}", folder) == (0, 0)


def test_one_gigabyte_of_memory_is_enough(nursery: Nursery, file: Path) -> None:
    """The bundled data go in; what the process holds at most is told in kibibytes."""
    take_in_bundled(nursery, f"sqlite:///{file}", file.parent)


@pytest.mark.torture
@pytest.mark.timeout(1200)
@pytest.mark.neo4j
@pytest.mark.parametrize("backend", ["neo4j"])
def test_one_gigabyte_of_memory_beside_neo4j(victims: Nursery, url: str, tmp_path: Path) -> None:
    take_in_bundled(victims, url, tmp_path)


def take_in_bundled(victims: Nursery, url: str, folder: Path) -> None:
    pid = victims.start("bundled", url, folder, "diary", times=1, limits={"memory": GIGABYTE})
    assert victims.wait(pid) == 0
    ((most,),) = read(folder / "diary", "done", "bundled")
    assert int(most) * 1024 < GIGABYTE


@pytest.mark.neo4j
@pytest.mark.parametrize("backend", ["neo4j"])
def test_one_gigabyte_of_memory_is_enough_to_write_to_neo4j(
    victims: Nursery, url: str, tmp_path: Path
) -> None:
    limits = {"memory": GIGABYTE}
    for work in MADE:
        pid = victims.start(work, url, tmp_path, "diary", times=1, limits=limits)
        assert victims.wait(pid) == 0
    acknowledged, found = check(url, tmp_path)
    assert acknowledged == found > len(MADE)


def test_memory_that_does_not_suffice(victims: Nursery, url: str, tmp_path: Path) -> None:
    """Whatever the process says when it has none left, the store is as it was."""
    with closing(opened(url)) as store:
        before = store.revision()
    failed(victims, url, tmp_path, "bundled", times=1, limits={"memory": victims.used() + FEW})
    assert check(url, tmp_path) == (0, 0)
    with closing(opened(url)) as store:
        assert store.revision().number <= before.number + 1  # the technologies may be in


def test_an_error_in_mid_write_leaves_nothing(file: Path) -> None:
    with closing(SqliteStore(str(file))) as store:
        before = store.revision()
        with pytest.raises(StoreError), store.writing("ingest", "half"):
            tell_half(store)
        assert store.revision() == before
    assert check(f"sqlite:///{file}", file.parent) == (0, 0)


def tell_half(store: SqliteStore) -> None:
    store.ledger.open_source(store.ledger.sources()[0].info)
    raise StoreError("half way")
