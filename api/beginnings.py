"""Names that begin with what has been typed so far."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from ontology.fold import fold

Named = TypeVar("Named")


def beginning(text: str, named: Iterable[tuple[Named, Iterable[str]]]) -> list[Named]:
    """Return those of ``named`` that have a name in which a word begins with ``text``.

    Names that begin with it come first, then the shorter ones.

    >>> beginning("opt", [(1, ["Fibre optics"]), (2, ["Optoacoustics"]), (3, ["Adoption"])])
    [2, 1]
    """
    start = fold(text)
    ranks = {
        one: min(ranks)
        for one, names in named
        if start and (ranks := [rank for name in names if (rank := _rank(start, fold(name)))])
    }
    return sorted(ranks, key=ranks.__getitem__)


def _rank(start: str, name: str) -> tuple[int, int] | None:
    if name.startswith(start):
        return (0, len(name))
    return (1, len(name)) if f" {start}" in name else None
