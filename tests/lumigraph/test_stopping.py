"""By which signals a server ends in order."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator

import pytest

from lumigraph.stopping import at_stop

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no process is told so there")


@pytest.fixture(autouse=True)
def usual() -> Iterator[None]:
    """What SIGHUP does when nobody said otherwise, whatever runs the tests."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_each_is_told_of(number: signal.Signals) -> None:
    told: list[bool] = []
    before = signal.getsignal(number)
    with at_stop(lambda: told.append(True)):
        signal.raise_signal(number)
    assert told == [True]
    assert signal.getsignal(number) == before


def test_a_terminal_may_go_away_where_that_is_ignored() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    told: list[bool] = []
    with at_stop(lambda: told.append(True)):
        signal.raise_signal(signal.SIGHUP)
    assert told == []
