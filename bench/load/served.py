"""A server in a process of its own, and what it answers to a process that asks."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from bench.child import PASSWORD
from bench.clock import percentile
from bench.load.client import Answered, Asked, Plan
from bench.processor import spent
from bench.workshop import BenchError

GOOD = 200
CONNECTIONS = 32
WORKERS = os.cpu_count() or 1
"""Processes that answer, as docs/operations.md advises."""


@dataclass(frozen=True, slots=True)
class Pass:
    """Questions that were asked of a server; seconds of processor time on either side."""

    asked: Asked
    spent: float

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.asked.answers) / self.asked.seconds

    @property
    def errors(self) -> list[str]:
        """All that is no good answer, in words."""
        wrong = [one for one in self.asked.answers if one.status not in (0, GOOD)]
        return [*self.asked.failures, *(f"status {one.status}" for one in wrong)]

    def quantile(self, share: float) -> float:
        """Return the milliseconds that this share of the answers did not exceed."""
        return 1000 * percentile(sorted(one.seconds for one in self.asked.answers), share)


@dataclass(frozen=True, slots=True)
class Passes:
    """Passes of one kind; their figures are medians over them."""

    some: Sequence[Pass]

    @property
    def rate(self) -> float:
        """Answers a second."""
        return median(one.rate for one in self.some)

    @property
    def spent(self) -> float:
        """Milliseconds of the server's processor time for an answer."""
        return median(1000 * one.spent / len(one.asked.answers) for one in self.some)

    @property
    def ceiling(self) -> float:
        """Answers for each second of the asker's processor time: what it could ask at most."""
        return median(len(one.asked.answers) / one.asked.cpu for one in self.some)

    def quantile(self, share: float) -> float:
        """Return the milliseconds that this share of the answers did not exceed."""
        return median(one.quantile(share) for one in self.some)


@dataclass(frozen=True, slots=True)
class Served:
    """A server that answers at ``port``; what is kept of answers is in ``folder``.

    ``processes`` are the numbers of those that answer.
    """

    port: int
    folder: Path
    processes: Sequence[int]

    def spent(self) -> float:
        """Return the seconds of the processor that it has taken so far."""
        return sum(map(spent, self.processes))

    def ask(self, paths: Sequence[str], keep: str = "") -> Pass:
        """Ask each path once, over 32 connections.

        Raises ``BenchError`` where an answer is not good.
        """
        file = str(self.folder / f"{keep}.json") if keep else ""
        done = self.carried_out(Plan(self.port, paths, CONNECTIONS, keep=file))
        if done.errors:
            raise BenchError(f"{len(done.errors)} answers were not good: {done.errors[:3]}")
        return done

    def new_name(self) -> str:
        """Return a name under which no answers are kept yet."""
        return str(len([*self.folder.glob("*.json")]))

    def carried_out(self, plan: Plan) -> Pass:
        """Have a plan carried out, whatever is answered."""
        before = self.spent()
        command = [sys.executable, "-m", "bench.load.client"]
        given = json.dumps(asdict(plan))
        done = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
        if done.returncode:
            raise BenchError(f"the asker failed:\n{done.stderr}")
        said = json.loads(done.stdout)
        answers = [Answered(**one) for one in said.pop("answers")]
        return Pass(Asked(answers, **said), self.spent() - before)


def same(name: str, number: int) -> list[str]:
    """Return the paths of the ``number`` answers that were kept under a name, from memory."""
    return [f"/bench/same/{name}/{one}" for one in range(number)]


@contextmanager
def served(
    folder: Path, store: str, bolt: str = "", password: str = "", *, workers: int = 1
) -> Iterator[Served]:
    """Serve a store while inside, with so many processes that answer.

    Raises ``BenchError`` for a server that does not start.
    """
    command = [sys.executable, "-m", "bench.load.server", str(folder), store, str(workers)]
    environment = {**os.environ, PASSWORD: password}
    with subprocess.Popen(
        [*command, bolt] if bolt else command, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None  # noqa: S101 - it is a pipe
            said = [process.stdout.readline().split() for _ in range(workers)]
            if not all(said):
                raise BenchError("no server starts: what it says stands above")
            yield Served(int(said[0][1]), folder, [int(one) for one, _ in said])
        finally:
            process.terminate()
