"""Two footprints of one organisation, narrowed to what may make its rows of reach differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from graph.golden.reach import Ancestors
from graph.stored import Footprint, Work

Wider = Callable[[frozenset[str]], frozenset[str]]


def widening(ancestors: Ancestors) -> Wider:
    """Return what gives some technologies and all that are broader, worked out once each."""

    @cache
    def wider(technologies: frozenset[str]) -> frozenset[str]:
        return frozenset(up for one in technologies for up in ancestors(one))

    return wider


def narrowed(one: Footprint, other: Footprint | None, wider: Wider) -> Footprint:
    """Return ``one`` with those technologies alone whose rows may differ from ``other``'s.

    Where only works differ, they are the technologies of these works and all broader ones. Its
    other works are left as far as they count for one of them.
    """
    if other is None or (one.places, one.ended) != (other.places, other.ended):
        return one
    some, others = (Counter(footprint.works).items() for footprint in (one, other))
    moved = frozenset[str]().union(*(wider(work.technologies) for work, _ in some ^ others))
    return replace(
        one,
        works=tuple(
            Work(points, last, shared)
            for points, last, technologies in one.works
            if (shared := wider(technologies) & moved)
        ),
    )
