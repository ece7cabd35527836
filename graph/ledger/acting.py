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


IN_PYTHON = Actor("", "python")
_ACTOR: ContextVar[Actor | None] = ContextVar("actor", default=None)


def actor(usual: Actor = IN_PYTHON) -> Actor:
    """Return who writes now; what was not said is as ``usual``."""
    said = _ACTOR.get()
    return Actor(said.who or usual.who, said.through) if said else usual


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
