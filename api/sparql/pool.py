"""The processes that answer queries: so many at once, each ended when its time is up."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from api.sparql.asked import Answered, Limits
from api.sparql.errors import (
    OccupiedError,
    SparqlError,
    TimeLimitError,
    TooMuchError,
)
from api.sparql.worker import FAULTS, Job

NAMED: dict[str, type[SparqlError]] = {one.__name__: one for one in FAULTS}
KEPT = ("PATH", "SYSTEMROOT", "LANG", "LD_LIBRARY_PATH", "TMPDIR", "TEMP")
"""What a process that answers strangers sees of our environment: no passwords."""


class TornError(Exception):
    """The index, or the process that reads it, does not work."""


class Worker:
    """One process of ``api.sparql.worker``. ``shut_in`` tells whether it can open no sockets."""

    def __init__(self, memory: int) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - a program of ours, with our own words
            [sys.executable, "-P", "-m", "api.sparql.worker", str(memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={name: os.environ[name] for name in KEPT if name in os.environ},
            text=True,
            encoding="utf-8",
        )
        self.number = self._process.pid
        self.shut_in = bool(self._told().get("shut_in"))

    def ask(self, job: Job) -> dict[str, Any]:
        """Return what the process tells of ``job``.

        Raises ``TimeLimitError`` when it was ended, ``TooMuchError`` when it ended by itself.
        """
        assert self._process.stdin  # noqa: S101 - made above
        ended = threading.Event()
        timer = threading.Timer(job.seconds, self._end, [ended])
        timer.daemon = True
        timer.start()
        try:
            self._process.stdin.write(json.dumps(asdict(job)) + "\n")
            self._process.stdin.flush()
            told = self._told()
        except OSError:
            told = {}
        finally:
            timer.cancel()
        if told:
            return told
        self.close()
        if ended.is_set():
            raise TimeLimitError(
                f"the query was ended after {job.seconds:g} seconds: ask for less, or more simply"
            )
        raise TooMuchError("the query needs more memory than it may: ask for less")

    def _told(self) -> dict[str, Any]:
        assert self._process.stdout  # noqa: S101 - made above
        line = self._process.stdout.readline()
        told: dict[str, Any] = json.loads(line) if line else {}
        return told

    def _end(self, ended: threading.Event) -> None:
        ended.set()
        self._process.kill()

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()


class Pool:
    """Keeps processes that have nothing to do for the next query.

    ``counted`` is told 1 when a query begins and -1 when it ends.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.counted: Callable[[int], object] = int
        self._slots = threading.BoundedSemaphore(limits.queries)
        self._idle: deque[Worker] = deque()

    def ask(self, job: Job) -> Answered:
        """Answer ``job``.

        Raises ``OccupiedError`` when as many as may are running, ``TornError`` when the index
        cannot be read, and what ``Worker.ask`` and ``api.sparql.worker.answer`` raise.
        """
        with self._worker() as worker:
            told = worker.ask(job)
        if "fault" not in told:
            return Answered(**told)
        fault = NAMED.get(told["fault"])
        raise fault(told["message"]) if fault else TornError(told["message"])

    @contextmanager
    def _worker(self) -> Iterator[Worker]:
        if not self._slots.acquire(blocking=False):
            raise OccupiedError(
                f"{self.limits.queries} queries are running, as many as may: ask again soon"
            )
        self.counted(1)
        try:
            worker = self._rested() or Worker(self.limits.memory)
            try:
                yield worker
            except BaseException:
                worker.close()
                raise
            self._idle.append(worker)
        finally:
            self.counted(-1)
            self._slots.release()

    def _rested(self) -> Worker | None:
        """Return a process that has nothing to do; other threads take them too."""
        try:
            return self._idle.pop()
        except IndexError:
            return None

    def close(self) -> None:
        """End the processes that have nothing to do."""
        while worker := self._rested():
            worker.close()
