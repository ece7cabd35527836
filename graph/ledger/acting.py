"""Who writes: said once where a request or a command begins, known wherever a revision is made."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple


class Actor(NamedTuple):
    """Who writes, and ``through`` what: the command line, Python, or HTTP and by which proof."""

    who: str
    through: str


_ACTOR: ContextVar[Actor | None] = ContextVar("actor", default=None)


def actor() -> Actor:
    """Return who writes now; nobody, from Python, where it was not said."""
    return _ACTOR.get() or Actor("", "python")


@contextmanager
def acting(who: str, through: str) -> Iterator[None]:
    """Let ``who`` be the one who writes inside.

    A thread that is started inside knows nothing of it: hand it ``actor()``, and enter it there
    as ``acting(*known)``.
    """
    mark = _ACTOR.set(Actor(who, through))
    try:
        yield
    finally:
        _ACTOR.reset(mark)
