"""The closure behind the main question: which organisation reaches which technology, where.

Each link of an organisation to a technology also reaches all broader technologies. A link counts
once for a technology, however many ways lead to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from graph.dates import earliest, latest
from graph.question.score import Weights, load_weights
from graph.stored import Footprint, Link, ReachRow, Work

Ancestors = Callable[[str], Collection[str]]
Share = tuple[int, int, int]
"""(rank of an organisation at a place, points, newest date) of one of its works."""
Shares = Mapping[frozenset[str], list[Share]]
"""The shares in what is about exactly these technologies."""
Totals = tuple[list[int], list[int], list[int], list[int]]
"""Columns, in the order of ranks: rank, points, links, newest date."""


@lru_cache(maxsize=1 << 14)
def date_number(since: str, until: str) -> int:
    """Return the last day of a spell as yyyymmdd; 0 when no date is known.

    >>> date_number("2016-01", "")
    20160101
    """
    text = latest(until) if until else earliest(since) if since else ""
    return int(text.replace("-", "")) if text else 0


def reach_rows(footprints: Iterable[Footprint], ancestors: Ancestors) -> Iterator[ReachRow]:
    """Yield the rows of these organisations, ordered by technology, place and organisation.

    ``ancestors`` gives a technology's broader ones, itself included.
    """
    spots = sorted(spot for footprint in footprints for spot in _spots(footprint))
    shares: defaultdict[frozenset[str], list[Share]] = defaultdict(list)
    for rank, (*_, works_there) in enumerate(spots):
        for points, last, technologies in works_there:
            shares[technologies].append((rank, points, last))
    columns = [[spot[number] for spot in spots] for number in range(4)]
    for technology, (ranks, *sums) in _totals(shares, ancestors):
        *place, ended = (map(column.__getitem__, ranks) for column in columns)
        rows = zip(repeat(technology), *place, *sums, ended, strict=False)
        yield from map(ReachRow._make, rows)


def _spots(footprint: Footprint) -> Iterator[tuple[str, str, str, int, tuple[Work, ...]]]:
    """Yield (place, organisation, its next smaller place, whether it ended, works)."""
    places = sorted(set(footprint.places))
    for place, previous in zip(places, ["", *places], strict=False):
        yield place, footprint.organisation, previous, int(footprint.ended), footprint.works


def _totals(shares: Shares, ancestors: Ancestors) -> Iterator[tuple[str, Totals]]:
    """Yield each technology with its totals.

    What is about several technologies below one counts once for that.
    """
    below: defaultdict[str, list[NDArray[np.int64]]] = defaultdict(list)
    for technologies, some in shares.items():
        columns = np.array(some, dtype=np.int64).T
        for technology in {up for one in technologies for up in ancestors(one)}:
            below[technology].append(columns)
    for technology in sorted(below):
        yield technology, _summed(np.concatenate(below.pop(technology), axis=1))


def _summed(columns: NDArray[np.int64]) -> Totals:
    """Return the totals of each rank in columns of rank, points, date."""
    ranks, points, last = columns[:, np.argsort(columns[0], kind="stable")]
    starts = np.flatnonzero(np.diff(ranks, prepend=-1))
    return (
        ranks[starts].tolist(),
        np.add.reduceat(points, starts).tolist(),
        np.diff(starts, append=len(ranks)).tolist(),
        np.maximum.reduceat(last, starts).tolist(),
    )


def works(links: Iterable[Link]) -> tuple[Work, ...]:
    """Return what counts once: its best points, its newest date, its technologies."""
    points_of = load_weights().points
    found: dict[tuple[str, str], tuple[int, int, set[str]]] = {}
    for link in links:
        points = points_of(link.basis, link.role)
        if points:
            one = identity(link)
            best, newest, technologies = found.get(one) or (0, 0, set())
            technologies.add(link.technology)
            found[one] = (max(best, points), max(newest, link.last), technologies)
    return tuple(
        Work(points, last, frozenset(technologies)) for points, last, technologies in found.values()
    )


def identity(link: Link) -> tuple[str, str]:
    """Return what makes a link count as one: its project, or the technology stated directly."""
    return (link.basis, link.via or link.technology)


def counts(link: Link, weights: Weights | None = None) -> bool:
    """Tell whether a link makes its organisation work on the technology."""
    return (weights or load_weights()).points(link.basis, link.role) > 0
