"""Mixed traffic for long: no answer is an error, and the memory of the server stands still."""

from __future__ import annotations

import itertools
import resource
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import mean
from urllib.parse import urlencode

import pytest

from bench.load.served import Served, served

LONG = 20 * 60
SHORT = 3
"""Rounds of the sample."""
TECHNOLOGIES = ("lasers", "photonics", "optical-coherence-tomography", "spectroscopy")
REGIONS = ("LT", "DE", "FR", "AT", "IT", "ES", "PL", "NL")
GROWTH = 1.05


def asked() -> list[str]:
    """Return one round: every pair, names, and an entity in several forms."""
    pairs = itertools.product(TECHNOLOGIES, REGIONS)
    who = [f"/api/v1/who?{urlencode({'technology': one, 'region': at})}" for one, at in pairs]
    searches = [f"/api/v1/search?{urlencode({'text': one})}" for one in ("litek", "laser", "optk")]
    forms = [f"/data/organisation/litek.{one}" for one in ("ttl", "jsonld", "nt")]
    return [*who, *searches, *forms, "/page/organisation/litek", "/api/v1/entities/litek"]


def quarters(samples: Sequence[float]) -> list[float]:
    """Return the means of four parts, as long as each other."""
    length = len(samples) // 4
    return [mean(samples[start * length : (start + 1) * length]) for start in range(4)]


def memory(running: Served) -> float:
    """Return the bytes that the server has in memory now."""
    (process,) = running.processes
    pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    return float(pages) * resource.getpagesize()


@pytest.fixture
def running(bundled: str, tmp_path: Path) -> Iterator[Served]:
    with served(tmp_path, bundled) as server:
        yield server


def test_a_short_while(running: Served) -> None:
    for _ in range(SHORT):
        assert len(running.ask(asked()).asked.answers) == len(asked())
    assert memory(running) > 0


def test_quarters_are_as_long_as_each_other() -> None:
    assert quarters([1, 1, 2, 2, 3, 3, 4, 4, 9]) == [1, 2, 3, 4]


@pytest.mark.torture
@pytest.mark.timeout(LONG + 300)
def test_twenty_minutes(running: Served, capsys: pytest.CaptureFixture[str]) -> None:
    samples, number, end = list[float](), 0, time.monotonic() + LONG
    while time.monotonic() < end:
        number += len(running.ask(asked()).asked.answers)
        samples.append(memory(running))
    means = quarters(samples)
    with capsys.disabled():
        told = ", ".join(f"{one / 1e6:.1f} MB" for one in means)
        print(f"\n{number:,} answers, no error; memory by quarters: {told}")
    assert means[3] <= GROWTH * means[1]
