"""SIGINT, SIGTERM and SIGHUP, by which people and service managers end a program in order."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

HANG_UP: signal.Signals | None = getattr(signal, "SIGHUP", None)
"""Windows has none."""
TOLD = 128
"""What is added to the number of a signal to make the exit code of who was ended by it."""


class EndedError(SystemExit):
    """The program was told to end: what is half done is undone on the way out."""


def nothing() -> None:
    """Let the signal pass."""


@contextmanager
def at_stop(told: Callable[[], object]) -> Iterator[None]:
    """Call ``told`` for each SIGINT and SIGTERM that comes inside, in place of what they do.

    A terminal that is closed sends SIGHUP: that counts as SIGTERM, except where it is ignored, as
    ``nohup`` has it.
    """
    before = {one: signal.signal(one, lambda *_: told()) for one in (signal.SIGINT, signal.SIGTERM)}
    if HANG_UP and signal.getsignal(HANG_UP) != signal.SIG_IGN:
        before[HANG_UP] = signal.signal(HANG_UP, lambda *_: signal.raise_signal(signal.SIGTERM))
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


@contextmanager
def undone_at_stop() -> Iterator[None]:
    """Let SIGTERM and SIGHUP raise ``EndedError``, as SIGINT raises ``KeyboardInterrupt``.

    Else the program is gone at once, and files that were half written stay. Further ones pass:
    the end is under way. What is ignored, as ``nohup`` has it, is left alone.
    """
    ending = [one for one in (signal.SIGTERM, HANG_UP) if one]
    before = {one: signal.getsignal(one) for one in ending if _does_usual(one)}

    def end(number: int, _: FrameType | None) -> None:
        for one in before:
            signal.signal(one, signal.SIG_IGN)
        raise EndedError(TOLD + number)

    for one in before:
        signal.signal(one, end)
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _does_usual(one: signal.Signals) -> bool:
    return signal.getsignal(one) == signal.SIG_DFL
