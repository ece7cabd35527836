"""Communities of a network: groups whose members are joined to one another more than to others.

Traag, Waltman and van Eck, *From Louvain to Leiden: guaranteeing well-connected communities*,
Scientific Reports 9 (2019). The seed is fixed, so one network has one answer.
"""

from __future__ import annotations

import graspologic_native
import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
ALONE = -1
"""The community of what is joined to nothing."""
SEED = 1
ITERATIONS = 2


def communities(count: int, pairs: Ints) -> Ints:
    """Return the community of each of ``count`` nodes, numbered from 0 by falling size.

    ``pairs`` has one row (node, node) a link. Equal sizes are numbered by their first member.
    """
    found = np.full(count, ALONE, dtype=np.int64)
    edges = _edges(count, pairs)
    if not edges:
        return found
    _, named = graspologic_native.leiden(edges, iterations=ITERATIONS, seed=SEED)
    for name, community in named.items():
        found[int(name)] = community
    return by_size(found)


def by_size(groups: Ints) -> Ints:
    """Return the same groups numbered from 0 by falling size, then by their first member."""
    names, firsts, sizes = np.unique(groups[groups >= 0], return_index=True, return_counts=True)
    order = np.lexsort((firsts, -sizes))
    rank = np.empty(len(names), dtype=np.int64)
    rank[order] = np.arange(len(names))
    result = np.full(len(groups), ALONE, dtype=np.int64)
    result[groups >= 0] = rank[np.searchsorted(names, groups[groups >= 0])]
    return result


def weighted(count: int, pairs: Ints) -> tuple[Ints, Ints]:
    """Return each joined pair once, the smaller node first, and how many links join it."""
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    codes = pairs.min(axis=1) * count + pairs.max(axis=1)
    once, times = np.unique(codes, return_counts=True)
    return np.stack([once // count, once % count], axis=1), times


def _edges(count: int, pairs: Ints) -> list[tuple[str, str, float]]:
    once, times = weighted(count, pairs)
    rows = zip(once.tolist(), times.tolist(), strict=True)
    return [(str(one), str(other), float(weight)) for (one, other), weight in rows]
