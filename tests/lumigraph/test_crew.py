"""A crew: so many processes, the dead replaced, all ended in order or by force."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from lumigraph.crew import SPAWN, Crew, Member

SIZE = 2
PATIENCE = 60


@dataclass(frozen=True)
class Idling:
    """Leaves a file that bears the number of its process, a temporary one, and idles."""

    folder: Path
    stubborn: bool = False

    def __call__(self) -> None:
        if self.stubborn:
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
        Path(tempfile.gettempdir(), "left").touch()
        (self.folder / str(os.getpid())).touch()
        while True:
            time.sleep(PATIENCE)


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it does not happen"
        time.sleep(0.02)


def numbers(folder: Path) -> set[int]:
    return {int(one.name) for one in folder.iterdir()}


def is_alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


@contextmanager
def at_work(crew: Crew, seconds: float) -> Iterator[None]:
    stopped = threading.Event()
    thread = threading.Thread(target=crew.run, args=[stopped.is_set, seconds])
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


@pytest.fixture
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where temporary files go."""
    return tmp_path_factory.mktemp("rooms")


def test_one_that_dies_is_replaced(
    tmp_path: Path, rooms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(rooms))
    gone: list[int] = []
    crew = Crew(Idling(tmp_path), SIZE, gone.append)
    with at_work(crew, PATIENCE):
        until(lambda: len(numbers(tmp_path)) == SIZE)
        assert len(list(rooms.glob("*/left"))) == SIZE
        victim = min(numbers(tmp_path))
        os.kill(victim, signal.SIGKILL)
        until(lambda: len(numbers(tmp_path)) == SIZE + 1)
        assert len(list(rooms.glob("*/left"))) == SIZE
    assert list(rooms.iterdir()) == []
    assert gone == [victim]
    assert not any(map(is_alive, numbers(tmp_path)))


def test_one_that_does_not_end_is_killed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with at_work(Crew(Idling(tmp_path, stubborn=True), 1, lambda _: None), 0.1):
        until(lambda: len(numbers(tmp_path)) == 1)
    assert "did not end in 0.1 seconds: killed" in caplog.text
    assert not any(map(is_alive, numbers(tmp_path)))


def lead(folder: Path) -> None:
    """Lead a crew until killed."""
    Crew(Idling(folder), SIZE, lambda _: None).run(lambda: False, PATIENCE)


def test_none_outlives_a_killed_leader(
    tmp_path: Path, rooms: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(rooms))  # it cannot clear up
    leader = SPAWN.Process(target=lead, args=[tmp_path])
    leader.start()
    until(lambda: len(numbers(tmp_path)) == SIZE)
    leader.kill()
    leader.join()
    until(lambda: not any(map(is_alive, numbers(tmp_path))))


def test_none_is_left_when_looking_after_them_fails(tmp_path: Path) -> None:
    def fail() -> bool:
        until(lambda: len(numbers(tmp_path)) == SIZE)
        raise OSError("no space left on device")

    with pytest.raises(OSError, match="no space left"):
        Crew(Idling(tmp_path), SIZE, lambda _: None).run(fail, PATIENCE)
    assert not any(map(is_alive, numbers(tmp_path)))


def test_one_that_cannot_be_replaced_at_once_is_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    crew = Crew(Idling(tmp_path), 1, lambda _: None)
    start, full = crew._start, [OSError("no space left on device")]

    def start_when_there_is_room() -> Member:
        if numbers(tmp_path) and full:
            raise full.pop()
        return start()

    monkeypatch.setattr(crew, "_start", start_when_there_is_room)
    with at_work(crew, PATIENCE):
        until(lambda: len(numbers(tmp_path)) == 1)
        os.kill(min(numbers(tmp_path)), signal.SIGKILL)
        until(lambda: len(numbers(tmp_path)) == 2)
    assert "no process can be started: no space left on device" in caplog.text
