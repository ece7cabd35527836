"""The same questions while the Horizon bundle is taken into the graph that is asked."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path

from bench.load import asked
from bench.load.served import WORKERS, Pass, Passes, Served, served
from bench.results import SQLITE, Line
from bench.rows.load_served import NUMBER, parted
from bench.workshop import BenchError, Workshop

ALONE = "without it"
MOST = 20
"""Runs while the ingest goes on, at most; each asks what no other did."""


def run(workshop: Workshop) -> list[Line]:
    """Ask without an ingest, while one runs, and again without."""
    folder = workshop.folder("busy")
    file = shutil.copy(workshop.stock("full-sqlite") / "graph.db", folder)
    url = f"sqlite:///{file}"
    runs = iter(mixed(workshop, MOST + 2 * workshop.runs))
    with served(folder, url, workers=WORKERS) as running:
        before = alone(running, runs, workshop.runs)
        with ingesting(url, workshop.bundle) as process:
            during = [running.ask(some) for some in while_it_runs(process, runs)]
        after = alone(running, runs, workshop.runs)
    return [told(Passes(during), Passes([*before, *after]))]


def mixed(workshop: Workshop, number: int) -> Sequence[Sequence[str]]:
    """Return so many runs of questions, searches and documents, in turns."""
    each = NUMBER * number // 3 + 1
    with workshop.plain_sql() as plain:
        made = workshop.generator
        kinds = (
            [asked.who(one) for one in asked.pairs(made, plain, each)],
            asked.searches(made, plain, each),
            asked.documents(made, plain, each),
        )
    return parted(list(chain.from_iterable(zip(*kinds, strict=True))))[:number]


def alone(running: Served, runs: Iterator[Sequence[str]], number: int) -> list[Pass]:
    """Ask some runs while nothing else goes on."""
    return [running.ask(next(runs)) for _ in range(number)]


@contextmanager
def ingesting(url: str, bundle: Path) -> Iterator[subprocess.Popen[str]]:
    """Take a bundle in beside; raise ``BenchError`` when that fails."""
    command = [sys.executable, "-m", "bench.child", "ingest", url, str(bundle)]
    with subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as it:
        try:
            yield it
            _, said = it.communicate()
        finally:
            it.kill()
    if it.returncode:
        raise BenchError(f"the ingest failed:\n{said}")


def while_it_runs(
    process: subprocess.Popen[str], runs: Iterator[Sequence[str]]
) -> Iterator[Sequence[str]]:
    """Yield runs as long as the process lives; raise ``BenchError`` where it was over at once."""
    yield next(runs)
    if process.poll() is not None:
        raise BenchError("the ingest was over before one run was: take a larger bundle")
    for _ in range(MOST - 1):
        if process.poll() is not None:
            return
        yield next(runs)


def told(during: Passes, without: Passes) -> Line:
    """Return answers a second with an ingest and without; what is no good answer ends the row."""
    line = Line("rate, no answer an error", "req/s", {SQLITE: during.rate, ALONE: without.rate})
    return line.reaches(SQLITE, ALONE, 0.6)
