"""One thing that may be out of order: how it is looked for, and how it is mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


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
