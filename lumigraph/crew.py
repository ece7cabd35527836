"""Several processes that do the same work; one that dies is replaced."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.context import SpawnProcess
from tempfile import TemporaryDirectory

log = logging.getLogger(__name__)
LOOK = 0.5
"""Seconds between looks at the processes, and so between attempts to replace one."""
SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Member:
    """A process, and the folder of its temporary files: one that is killed cannot clear them."""

    process: SpawnProcess
    room: TemporaryDirectory[str]


class Crew:
    """So many processes as ``size`` says, each doing ``work``, which is pickled for them.

    ``gone`` is told the number of each process that ended.
    """

    def __init__(self, work: Callable[[], None], size: int, gone: Callable[[int], None]) -> None:
        self._work = work
        self._size = size
        self._gone = gone
        self._members: list[Member] = []

    def run(self, stopped: Callable[[], bool], seconds: float) -> None:
        """Keep them at work until ``stopped``; then they have so many seconds to end in order.

        So they have when anything fails.
        """
        try:
            for _ in range(self._size):
                self._members.append(self._start())
            while not stopped():
                time.sleep(LOOK)
                for place, one in enumerate(self._members):
                    self._members[place] = self._alive(one)
        finally:
            self._end(seconds)

    def _start(self) -> Member:
        room = TemporaryDirectory(prefix="lumigraph-worker-", ignore_cleanup_errors=True)
        process = SPAWN.Process(target=_begin, args=(self._work, room.name))
        process.start()
        log.info("process %s begins to answer", process.pid)
        return Member(process, room)

    def _alive(self, member: Member) -> Member:
        """Return a member, or its successor if it died and another can be started."""
        process = member.process
        if process.is_alive():
            return member
        log.error("process %s died (code %s) and is replaced", process.pid, process.exitcode)
        member.room.cleanup()
        self._gone(process.pid or 0)
        try:
            return self._start()
        except OSError as error:
            log.error("no process can be started: %s; tried again in %s seconds", error, LOOK)
            return member

    def _end(self, seconds: float) -> None:
        for one in self._members:
            one.process.terminate()
        until = time.monotonic() + seconds
        for one in self._members:
            process = one.process
            process.join(max(0, until - time.monotonic()))
            if process.is_alive():
                log.error("process %s did not end in %s seconds: killed", process.pid, seconds)
                process.kill()
                process.join()
            one.room.cleanup()


def _begin(work: Callable[[], None], room: str) -> None:
    """Work, and end in order when the process that started this one dies."""
    tempfile.tempdir = os.environ["TMPDIR"] = room
    threading.Thread(target=_end_with_parent, daemon=True).start()
    work()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
