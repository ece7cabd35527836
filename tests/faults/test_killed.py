"""Whoever is killed at any moment loses nothing that was acknowledged, and leaves nothing half."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.faults.aftermath import Figures, check, completes
from tests.faults.house import ends_alike
from tests.faults.nursery import PATIENCE, Nursery, read
from tests.faults.victims import opened, prepare

WORKS = ("ingest", "link", "index", "backup")
LETTING_GO = ("forget", "purge")
IN_BOTH = ("move", "judge")
LONGEST = {"sqlite": 0.1, "neo4j": 0.6}
"""Seconds after an acknowledged write within which the moment lies."""


def torment(scene: Scene, works: Sequence[str], faults: int, seed: int, every: int) -> Figures:
    """Kill a process at so many random moments, and look at what is left after ``every`` few.

    Until then the next victim goes on from what the last one left.
    """
    dice, figures, diary = random.Random(seed), Figures(), scene.folder / "diary"
    for fault in range(1, faults + 1):
        work, seed = dice.choice(works), dice.randrange(1 << 30)
        before = len(read(diary, "done"))
        pid = scene.victims.start(work, scene.url, scene.folder, diary.name, seed=seed)
        await_writes(diary, max(1, before + dice.randrange(2)))
        time.sleep(dice.random() * LONGEST[scene.backend])
        scene.victims.kill(pid)
        assert read(diary, "failed") == []
        figures.faults = fault
        if fault % every == 0 or fault == faults:
            figures.acknowledged, figures.found = check(scene.url, scene.folder)
            assert figures.found == figures.acknowledged
    return figures


def await_writes(diary: Path, number: int) -> None:
    """Wait for so many acknowledged writes: however slow the machine, the moment is any."""
    until = time.monotonic() + PATIENCE
    while len(read(diary, "done")) < number and not read(diary, "failed"):
        assert time.monotonic() < until, f"fewer than {number} writes are told in {diary}"
        time.sleep(0.005)


@dataclass(frozen=True, slots=True)
class Scene:
    """A store, where its victims come from, and where the figures are printed."""

    victims: Nursery
    url: str
    backend: str
    folder: Path
    capsys: pytest.CaptureFixture[str]


@pytest.fixture
def scene(
    victims: Nursery, url: str, backend: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Scene:
    """A store of either kind, with a folder of its own."""
    return Scene(victims, url, backend, tmp_path, capsys)


def run(scene: Scene, works: Sequence[str], faults: int, every: int = 1) -> None:
    """Kill so often, print the figures, and repeat what was interrupted."""
    seed = random.SystemRandom().randrange(1 << 30)
    figures = torment(scene, works, faults, seed, every)
    with scene.capsys.disabled():
        print(f"\n{scene.backend}, seed {seed}: {figures}")
    assert figures.acknowledged
    other = f"sqlite:///{scene.folder / 'other.db'}"
    prepare(other)
    completes(scene.url, other)


def test_killed(scene: Scene) -> None:
    run(scene, WORKS, 20, every={"sqlite": 2, "neo4j": 5}[scene.backend])


def test_killed_while_letting_go(scene: Scene) -> None:
    """Nothing is half forgotten or half erased."""
    run(scene, LETTING_GO, {"sqlite": 8, "neo4j": 4}[scene.backend], every=2)


def test_killed_between_two_stores(scene: Scene) -> None:
    """Nothing is in the public store or in the house alone; what the house hid is not lost."""
    run(scene, IN_BOTH, {"sqlite": 8, "neo4j": 4}[scene.backend], every=2)
    with closing(opened(scene.url)) as store:
        ends_alike(store, scene.folder)


@pytest.mark.torture
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("works", [WORKS, LETTING_GO, IN_BOTH])
def test_killed_at_many_moments(scene: Scene, works: Sequence[str]) -> None:
    run(scene, works, 200)
