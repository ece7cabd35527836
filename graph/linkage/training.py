"""Learning the weights from pairs whose truth is known: logistic regression over Splink's levels.

Splink's own estimates take the comparisons as independent of each other, which those of one name
are not. The weights are therefore fitted together; each still belongs to one level, so that a sum
of weights is still explained level by level.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from graph.errors import UsageError
from graph.linkage.comparison import load_comparisons

SHRINKAGE = 2.0
"""The weight of the penalty on squared weights (in nats): what few pairs show counts little."""
STEPS, ENOUGH, SHORTEST = 40, 1e-5, 1e-3
SAMPLED = 12
"""Of the pairs with little in common one in so many is looked at, and counts for as many."""
TELLING = 3
"""From this level on (counted from the last) words or letters in common make a pair telling."""

Numbers = NDArray[np.float64]


def fit(levels: NDArray[np.int64], same: NDArray[np.bool_]) -> tuple[float, dict[str, list[float]]]:
    """Return the base and the weight of each level, in bits.

    ``levels`` (n, comparisons): which level counts; ``same`` (n): whether the pair is one.
    Raises ``UsageError`` where all pairs are one, or none is.
    """
    if not same.any() or same.all():
        raise UsageError(
            "training needs pairs that are one organisation and pairs that are not, many of "
            "either: give larger tables"
        )
    kept, counts = _sample(levels, same)
    design = _design(levels[kept])
    found = _solve(design, same[kept].astype(np.float64), counts) / np.log(2)
    sizes = [len(one.levels) for one in load_comparisons()]
    parts = np.split(found[:-1], np.cumsum(sizes)[:-1])
    named = zip(load_comparisons(), parts, strict=True)
    return float(found[-1]), {one.name: [*map(float, part)] for one, part in named}


def _sample(
    levels: NDArray[np.int64], same: NDArray[np.bool_]
) -> tuple[NDArray[np.int64], Numbers]:
    """Return which pairs are looked at, and for how many each counts."""
    telling = same.copy()
    for place, one in enumerate(load_comparisons()):
        if one.name in ("words", "letters"):
            telling |= levels[:, place] <= len(one.levels) - 1 - TELLING
    drawn = telling | (np.arange(len(levels)) % SAMPLED == 0)
    kept = np.flatnonzero(drawn)
    return kept, np.where(telling[kept], 1.0, float(SAMPLED))


def _design(levels: NDArray[np.int64]) -> Numbers:
    """Return a row of zeros and ones a pair: the levels that count, and a one for the base."""
    sizes = [len(one.levels) for one in load_comparisons()]
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    design = np.zeros((len(levels), sum(sizes) + 1))
    design[np.arange(len(levels))[:, None], levels + starts] = 1
    design[:, -1] = 1
    return design


def _solve(design: Numbers, same: Numbers, counts: Numbers) -> Numbers:
    """Return the weights in nats of the penalised regression, by Newton's method with halving."""
    share = float((counts * same).sum() / counts.sum())
    weights = np.zeros(design.shape[1])
    weights[-1] = np.log(share / (1 - share))
    penalty = np.full(len(weights), SHRINKAGE)
    penalty[-1] = 0

    def loss(some: Numbers) -> tuple[float, Numbers]:
        sums = design @ some
        misses = counts * (np.logaddexp(0, sums) - same * sums)
        return float(misses.sum() + (penalty * some * some).sum() / 2), sums

    before, sums = loss(weights)
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-sums))
        slope = design.T @ (counts * (same - chance)) - penalty * weights
        curve = (design * (counts * chance * (1 - chance))[:, None]).T @ design
        step = np.linalg.solve(curve + np.diag(penalty + 1e-9), slope)
        length = 1.0
        while (now := loss(weights + length * step))[0] > before and length > SHORTEST:
            length /= 2
        weights = weights + length * step
        after, sums = now
        if before - after < ENOUGH * before:
            break
        before = after
    return weights
