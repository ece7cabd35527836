"""Runs of three characters by which names that resemble each other are found.

A typing error spoils at most three of them, so a name shares most with what was meant. The rare
ones are looked up first: they say much and cost little. Yet those that errors made are rare as
well, so some of the others always take part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")

BUDGET = 20_000
"""How many entries of the index one search may read, once the fewest grams are in."""
FEWEST = 6
"""As many as two typing errors can spoil, of those that stand in any name."""
MOST = 14
POOL = 150
"""How many names that share the most grams are proposed."""


def grams(folded: str) -> set[str]:
    """Return all runs of three characters of a folded text; a shorter text has none.

    >>> sorted(grams("oct x"))
    ['ct ', 'oct', 't x']
    """
    return {folded[start : start + 3] for start in range(len(folded) - 2)}


def telling(wanted: Iterable[str], frequency: Mapping[str, int]) -> list[str]:
    """Return the rarest of ``wanted``, within the budget.

    ``frequency`` is in how many names each gram stood when they were counted. Those it lacks stand
    in no name, or in a few that came since: to look them up costs little.
    """
    wanted = sorted(wanted)
    chosen = [one for one in wanted if not frequency.get(one)][:MOST]
    present = sorted((frequency[one], one) for one in wanted if frequency.get(one))
    enough = len(chosen) + FEWEST
    spent = 0
    for count, one in present[:MOST]:
        spent += count
        if spent > BUDGET and len(chosen) >= enough:
            break
        chosen.append(one)
    return chosen


def closest(found: Sequence[tuple[int, T]], pool: int = POOL) -> list[T]:
    """Return what shares the most: at most ``pool``, of those that share equally many all or none.

    ``found`` has how many grams each shares, the most first, and at least one more than ``pool``
    unless there are no more. If too many share the most, the first of these are returned.

    >>> closest([(3, "a"), (2, "b"), (2, "c")], pool=2)
    ['a']
    >>> closest([(3, "a"), (3, "b"), (3, "c")], pool=2)
    ['a', 'b']
    """
    first = found[:pool]
    if len(found) > pool and found[0][0] != found[pool][0]:
        first = [one for one in first if one[0] > found[pool][0]]
    return [one for _, one in first]
