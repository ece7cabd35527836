"""Measuring: how long things take, over many questions and several runs."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import TypeVar

from graph.chunks import chunks

LONG = 60.0
"""Loads of more seconds than this are run once."""
T = TypeVar("T")
Ask = Callable[[T], object]


class Stopwatch:
    """Counts seconds from its making, without those in which data were made."""

    def __init__(self) -> None:
        self._started = perf_counter()
        self._paused = 0.0

    def without(self, items: Iterable[T]) -> Iterator[T]:
        """Yield ``items``; the time to make them does not count."""
        rest = chunks(items)
        while True:
            paused = perf_counter()
            some = next(rest, None)
            self._paused += perf_counter() - paused
            if some is None:
                return
            yield from some

    @property
    def seconds(self) -> float:
        """The seconds that count so far."""
        return perf_counter() - self._started - self._paused


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds a question: the medians, over the runs, of each run's own figures."""

    middle: float
    p95: float
    worst: float


def compare(asks: Mapping[str, Ask[T]], questions: Sequence[T], runs: int) -> dict[str, Times]:
    """Ask every question in every way, ``runs`` times over; the ways take turns, run by run."""
    taken: dict[str, list[list[float]]] = {name: [] for name in asks}
    for _ in range(runs):
        for name, ask in asks.items():
            taken[name].append(sorted(milliseconds(ask, one) for one in questions))
    return {name: times(some) for name, some in taken.items()}


def times(runs: Sequence[Sequence[float]]) -> Times:
    """Return the medians over ``runs``, each the sorted milliseconds of its questions."""
    return Times(
        median(percentile(run, 0.5) for run in runs),
        median(percentile(run, 0.95) for run in runs),
        median(run[-1] for run in runs),
    )


def percentile(ordered: Sequence[float], share: float) -> float:
    """Return the smallest of ``ordered`` that at least this share does not exceed.

    >>> percentile([1.0, 2.0, 3.0, 4.0], 0.5)
    2.0
    """
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def milliseconds(ask: Ask[T], question: T) -> float:
    """Return how long one question takes."""
    started = perf_counter()
    ask(question)
    return 1000 * (perf_counter() - started)


def throughput(ask: Ask[T], questions: Sequence[T], runs: int, threads: int = 8) -> float:
    """Return how many questions a second ``threads`` together get answered; median of ``runs``."""
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(ask, questions[:threads]))
        rates = []
        for _ in range(runs):
            started = perf_counter()
            list(pool.map(ask, questions))
            rates.append(len(questions) / (perf_counter() - started))
    return median(rates)
