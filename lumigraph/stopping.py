"""SIGINT and SIGTERM, by which people and service managers end a program in order."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager


def nothing() -> None:
    """Let the signal pass."""


@contextmanager
def at_stop(told: Callable[[], object]) -> Iterator[None]:
    """Call ``told`` for each SIGINT and SIGTERM that comes inside, in place of what they do."""
    before = {one: signal.signal(one, lambda *_: told()) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
