"""The shortest ways from one entity to many, level by level: one look a level, not one a way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import pairwise

from graph.chunks import chunks
from graph.question.answer import Step
from graph.question.paths import PASSED_BY, best_steps
from graph.store import GraphStore

FURTHEST = 4
"""Of how many relations a way consists at most."""


def shortest(
    store: GraphStore, start: str, goals: Collection[str], number: int
) -> list[tuple[str, list[Step]]]:
    """Return the first ``number`` of ``goals`` by distance, then id, each with its way.

    Of ways of equal length the first by ids counts. Ways lead through no technologies, regions and
    programmes, and through no other goal.
    """
    before = _levels(store, start, frozenset(goals), number)
    found = sorted((_way(goal, before) for goal in goals if goal in before), key=_order)[:number]
    pairs = {frozenset(pair) for way in found for pair in pairwise(way)}
    steps = best_steps(store, pairs)
    return [(way[-1], [steps[frozenset(pair)] for pair in pairwise(way)]) for way in found]


def _levels(store: GraphStore, start: str, goals: frozenset[str], number: int) -> dict[str, str]:
    """Return each entity reached → the one it was reached from ('' for the start)."""
    before, level = {start: ""}, [start]
    for _ in range(FURTHEST):
        fresh: defaultdict[str, list[str]] = defaultdict(list)
        for one, other, kind in _adjacent(store, level):
            if other not in before and kind not in PASSED_BY:
                fresh[other].append(one)
        before |= {id_: min(some) for id_, some in fresh.items()}
        level = sorted(fresh.keys() - goals)
        if not level or len(goals & before.keys()) >= number:
            break
    return before


def _adjacent(store: GraphStore, ids: Collection[str]) -> Iterator[tuple[str, str, str]]:
    for some in chunks(ids):
        yield from store.golden.adjacent(some)


def _way(goal: str, before: dict[str, str]) -> list[str]:
    way = [goal]
    while before[way[-1]]:
        way.append(before[way[-1]])
    return way[::-1]


def _order(way: list[str]) -> tuple[int, list[str]]:
    return (len(way), way)
