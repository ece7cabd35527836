"""A Neo4j that pauses, and a line to it that is cut: nothing that was acknowledged is lost."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NoReturn

import pytest

from graph.errors import StoreError
from lumigraph.neo4j_server import Neo4jServer
from tests.conformance.conftest import NEO4J
from tests.faults.aftermath import check
from tests.faults.victims import Diary, ingest, opened
from tests.neo4j_testing import line_to

CUTS = 3
PAUSE = 2.0


@pytest.fixture(params=[NEO4J[0]])
def backend(request: pytest.FixtureRequest) -> str:
    """Neo4j alone."""
    return str(request.param)


def test_cut_at_any_moment(url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The line is cut while sources are taken in; who opens the store next finds it whole."""
    seed = random.SystemRandom().randrange(1 << 30)
    dice, diary = random.Random(seed), Diary(tmp_path / "diary")
    with capsys.disabled():
        print(f"\nneo4j, cut, seed {seed}")
    for _ in range(CUTS):
        with line_to(url) as line, closing(opened(line.url)) as store:
            timer = threading.Timer(dice.random(), line.cut)
            timer.start()
            with pytest.raises(StoreError):
                until_it_fails(lambda: ingest(store, diary, dice, tmp_path))
            timer.join()
        acknowledged, found = check(url, tmp_path)
        assert found == acknowledged


def until_it_fails(work: Callable[[], None]) -> NoReturn:
    """Do it again and again."""
    while True:
        work()


@contextmanager
def paused(server: Neo4jServer, seconds: float) -> Iterator[None]:
    """Stop the server for some seconds, as a machine does that swaps or is moved."""
    pid = server.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    timer = threading.Timer(seconds, os.kill, (pid, signal.SIGCONT))
    timer.start()
    try:
        yield
    finally:
        timer.join()


def test_paused(url: str, neo4j_server: Neo4jServer, tmp_path: Path) -> None:
    pause(url, neo4j_server, tmp_path, PAUSE)


@pytest.mark.torture
@pytest.mark.timeout(600)
def test_paused_for_a_minute(url: str, neo4j_server: Neo4jServer, tmp_path: Path) -> None:
    pause(url, neo4j_server, tmp_path, 60)


def pause(url: str, server: Neo4jServer, folder: Path, seconds: float) -> None:
    """Write while the server pauses: the write waits, or fails with a sentence."""
    diary, dice = Diary(folder / "diary"), random.Random(1)
    with closing(opened(url)) as store:
        ingest(store, diary, dice, folder)
        started = time.monotonic()
        with paused(server, seconds):
            ingest(store, diary, dice, folder)
        assert time.monotonic() - started >= seconds
        ingest(store, diary, dice, folder)
    acknowledged, found = check(url, folder)
    assert acknowledged == found == 3
