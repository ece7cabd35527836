"""One thing that may be out of order: how it is looked for, and how it is mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from graph.errors import StaleError

Writing = Callable[[str, str], AbstractContextManager[int]]


@dataclass(frozen=True, slots=True)
class Check:
    """``ailment`` is one of ``ailments.yaml``; ``find`` gives the places that have it, in words.

    ``mend`` mends all of them; None where nobody but a person can. ``apart``: ``find`` does not
    read one revision of a store, so it is not held still for it.
    """

    ailment: str
    find: Callable[[], Iterable[str]]
    mend: Callable[[], object] | None = None
    apart: bool = False


@contextmanager
def mending(writing: Writing, what: str, found_at: int) -> Iterator[None]:
    """Enter what was found to be amiss at the revision ``found_at``.

    ``writing`` opens a revision of the store. Raises ``StaleError``, and nothing is entered, where
    somebody wrote since: what was right then may be wrong now.
    """
    with writing("mend", what) as number:
        if number != found_at + 1:
            raise StaleError(f"somebody wrote while {what} was examined: run the doctor again")
        yield
