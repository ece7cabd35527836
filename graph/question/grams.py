"""Runs of three characters by which names that resemble each other are found.

A typing error spoils at most three of them, so a name shares most with what was meant. The rare
ones are looked up first: they say much and cost little.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

BUDGET = 6_000
"""How many entries of the index one search may read, once the fewest grams are in."""
FEWEST = 4
MOST = 14


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
