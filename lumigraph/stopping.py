"""SIGINT, SIGTERM and SIGHUP, by which people and service managers end a program in order."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

HANG_UP: signal.Signals | None = getattr(signal, "SIGHUP", None)
"""Windows has none."""


def nothing() -> None:
    """Let the signal pass."""


@contextmanager
def at_stop(told: Callable[[], object]) -> Iterator[None]:
    """Call ``told`` for each SIGINT and SIGTERM that comes inside, in place of what they do.

    A terminal that is closed sends SIGHUP: that counts as SIGTERM, except where it is ignored, as
    ``nohup`` has it.
    """
    before = {one: signal.signal(one, lambda *_: told()) for one in (signal.SIGINT, signal.SIGTERM)}
    if HANG_UP and signal.getsignal(HANG_UP) == signal.SIG_DFL:
        before[HANG_UP] = signal.signal(HANG_UP, lambda *_: signal.raise_signal(signal.SIGTERM))
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
