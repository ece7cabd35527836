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
from tests.faults.victims import prepare

NOBODY = 65534
GIGABYTE = 1 << 30
FEW = 4 << 20
"""Bytes of memory with which a process can begin, and not take in the bundled data."""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of a store with some sources in it."""
    prepare(f"sqlite:///{tmp_path / 'graph.db'}")
    return tmp_path / "graph.db"


def failed(victims: Nursery, folder: Path, work: str, **more: object) -> str:
    """Let a process work until it fails; return how."""
    url = f"sqlite:///{folder / 'graph.db'}"
    pid = victims.start(work, url, folder, "diary", **more)
    assert victims.wait(pid) == 1
    return " ".join(read(folder / "diary", "failed")[-1])


@pytest.mark.parametrize("work", ["ingest", "index", "backup"])
def test_the_disk_is_full(nursery: Nursery, file: Path, work: str) -> None:
    """No file may grow beyond a size, as on a disk that is full."""
    folder, size = file.parent, file.stat().st_size
    said = failed(nursery, folder, work, limits={"size": size + 40_000})
    assert said.startswith("StoreError ")
    assert said.endswith(("Nothing was changed", "make room, or name another folder"))
    acknowledged, found = check(f"sqlite:///{file}", folder)
    assert acknowledged == found
    assert [*folder.rglob("making-*"), *folder.rglob("*.part")] == []
    pid = nursery.start(work, f"sqlite:///{file}", folder, "diary", times=1)
    assert nursery.wait(pid) == 0


def test_a_full_disk_is_told_in_a_sentence(nursery: Nursery, file: Path) -> None:
    said = failed(nursery, file.parent, "ingest", limits={"size": file.stat().st_size + 40_000})
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
        said = failed(nursery, folder, work, **more)
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
    url, folder = f"sqlite:///{file}", file.parent
    pid = nursery.start("bundled", url, folder, "diary", times=1, limits={"memory": GIGABYTE})
    assert nursery.wait(pid) == 0
    ((most,),) = read(folder / "diary", "done", "bundled")
    assert int(most) * 1024 < GIGABYTE


def test_memory_that_does_not_suffice(nursery: Nursery, file: Path) -> None:
    """Whatever the process says when it has none left, the store is as it was."""
    with closing(SqliteStore(str(file))) as store:
        before = store.revision()
    failed(nursery, file.parent, "bundled", times=1, limits={"memory": nursery.used() + FEW})
    assert check(f"sqlite:///{file}", file.parent) == (0, 0)
    with closing(SqliteStore(str(file))) as store:
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
