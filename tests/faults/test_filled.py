"""A store that is filled from a backup or from another store is empty or whole, whoever is killed.

A SQLite store that is replaced is what it was before, or what it is to be.
"""

from __future__ import annotations

import random
import time
from contextlib import closing
from pathlib import Path

import pytest

from graph.doctor.examination import examine
from graph.keeping.backup import PUBLIC, back_up
from graph.keeping.content import fingerprint
from graph.sqlite_store import SqliteStore
from tests.conformance.builders import SCHEMA, tell, thing
from tests.conformance.test_moving import fill
from tests.faults.nursery import PATIENCE, Nursery, read
from tests.faults.victims import BACKUPS, ORIGIN, emptied, opened

FAULTS = {"sqlite": 4, "neo4j": 2}
MANY = 40
WORKS = pytest.mark.parametrize("work", ["restore", "move_in"])
ONE_STORE = pytest.mark.parametrize("backend", ["sqlite"])


@pytest.fixture
def origins(tmp_path: Path) -> list[str]:
    """What the store and its later version hold that are put in; both lie backed up beside it."""
    found = []
    with closing(SqliteStore(str(tmp_path / ORIGIN))) as origin:
        fill(origin)
        for file in BACKUPS:
            back_up({PUBLIC: origin}, tmp_path / file, "0")
            found.append(fingerprint(origin))
            tell(origin, "three", *(thing(f"delta-{number}") for number in range(20)))
        found.append(fingerprint(origin))
    return found


def undisturbed(victims: Nursery, work: str, url: str, folder: Path) -> float:
    """Let it be done once; return how many seconds it took."""
    pid = victims.start(work, url, folder, "diary", times=1)
    started = time.monotonic()
    assert victims.wait(pid) == 0
    return time.monotonic() - started


def killed(victims: Nursery, work: str, url: str, folder: Path, seconds: float, seed: int) -> str:
    """Kill who does it some time after its begin; return what the store holds, '' for nothing."""
    begun = len(read(folder / "diary", "begin", work))
    pid = victims.start(work, url, folder, "diary", seed=seed)
    until = time.monotonic() + PATIENCE
    while len(read(folder / "diary", "begin", work)) == begun:
        assert time.monotonic() < until
        time.sleep(0.001)
    time.sleep(seconds)
    victims.kill(pid)
    assert read(folder / "diary", "failed") == []
    with closing(opened(url)) as store:
        assert examine(store, SCHEMA, thorough=True) == []
        return fingerprint(store) if store.revision().number else ""


def filled(victims: Nursery, work: str, url: str, folder: Path, faults: int, whole: str) -> None:
    """Kill so often while an empty store is filled; then it is filled all the same."""
    emptied(url)
    longest, dice = undisturbed(victims, work, url, folder), random.SystemRandom()
    for _ in range(faults):
        emptied(url)
        assert killed(victims, work, url, folder, longest * dice.random(), 0) in ("", whole)
    emptied(url)
    undisturbed(victims, work, url, folder)
    with closing(opened(url)) as store:
        assert fingerprint(store) == whole


def whole_of(work: str, origins: list[str]) -> str:
    """Return what a store holds once it is filled: the first backup, or what is moved into it."""
    return origins[0 if work == "restore" else -1]


@WORKS
def test_an_empty_store(
    victims: Nursery, url: str, backend: str, tmp_path: Path, work: str, origins: list[str]
) -> None:
    filled(victims, work, url, tmp_path, FAULTS[backend], whole_of(work, origins))


@pytest.mark.torture
@pytest.mark.timeout(3600)
@WORKS
def test_an_empty_store_many_times(
    victims: Nursery, url: str, tmp_path: Path, work: str, origins: list[str]
) -> None:
    filled(victims, work, url, tmp_path, MANY, whole_of(work, origins))


def replaced(victims: Nursery, url: str, folder: Path, faults: int, origins: list[str]) -> None:
    """Kill so often while a store is replaced by one of two backups."""
    longest, dice = undisturbed(victims, "replace", url, folder), random.SystemRandom()
    for seed in range(faults):
        held = killed(victims, "replace", url, folder, 2 * longest * dice.random(), seed)
        assert held in origins[: len(BACKUPS)]


@ONE_STORE
def test_a_store_that_is_replaced(
    victims: Nursery, url: str, tmp_path: Path, origins: list[str]
) -> None:
    replaced(victims, url, tmp_path, FAULTS["sqlite"], origins)


@pytest.mark.torture
@pytest.mark.timeout(3600)
@ONE_STORE
def test_a_store_that_is_replaced_many_times(
    victims: Nursery, url: str, tmp_path: Path, origins: list[str]
) -> None:
    replaced(victims, url, tmp_path, MANY, origins)
