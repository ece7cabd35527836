"""Learning the weights from pairs whose truth is known: logistic regression over Splink's levels.

Splink's own estimates take the comparisons as independent of each other, which those of one name
are not. The weights are therefore fitted together; each still belongs to one level, so that a sum
of weights is still explained level by level.
"""

from __future__ import annotations

from collections.abc import Sequence

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

TRUSTED = 0.25
"""So much of what an address or a website tells is believed: relatives share both."""

Numbers = NDArray[np.float64]
Weights = dict[str, list[float]]


def fit(levels: NDArray[np.int64], same: NDArray[np.bool_]) -> tuple[float, Weights]:
    """Return the base and the weight of each level, in bits, of what every table states.

    ``levels`` (n, comparisons): which level counts; ``same`` (n): whether the pair is one.
    Raises ``UsageError`` where all pairs are one, or none is.
    """
    if not same.any() or same.all():
        raise UsageError(
            "training needs pairs that are one organisation and pairs that are not, many of "
            "either: give larger tables"
        )
    kept, counts = _sample(levels, same)
    design = _design(levels[kept], _places(beside=False))
    found = _solve(design, same[kept].astype(np.float64), counts) / np.log(2)
    return float(found[-1]), _named(found[:-1], _places(beside=False))


def fit_beside(levels: NDArray[np.int64], sums: Numbers) -> Weights:
    """Return the weight of each level of what only some tables state, in bits.

    ``sums`` (n): what all else weighs. The weight is the logarithm of how much more often pairs
    that are likely to be one have this level than pairs that are not (Fellegi and Sunter's m and
    u, each pair counted by its chance). Identifiers are not asked: of the pairs that state
    anything, hardly any that is one is known to be one.
    """
    chance = 1 / (1 + np.exp2(-sums))
    found: Weights = {}
    for place in _places(beside=True):
        one = load_comparisons()[place]
        stated, size = levels[:, place] > 0, len(one.levels)
        like = np.bincount(levels[stated, place], chance[stated], size) + 1
        unlike = np.bincount(levels[stated, place], 1 - chance[stated], size) + 1
        told = np.log2(like / like[1:].sum()) - np.log2(unlike / unlike[1:].sum())
        found[one.name] = [0.0, *map(float, TRUSTED * told[1:])]
    return found


def _places(*, beside: bool) -> list[int]:
    """Return which comparisons are answered from every table, or from some only."""
    return [place for place, one in enumerate(load_comparisons()) if one.beside is beside]


def _sizes(places: Sequence[int]) -> list[int]:
    return [len(load_comparisons()[place].levels) for place in places]


def _starts(places: Sequence[int]) -> NDArray[np.int64]:
    """Return the column of the first level of each comparison."""
    return np.concatenate([[0], np.cumsum(_sizes(places))[:-1]]).astype(np.int64)


def _named(found: Numbers, places: Sequence[int]) -> Weights:
    parts = np.split(found, np.cumsum(_sizes(places))[:-1])
    named = zip(places, parts, strict=True)
    return {load_comparisons()[place].name: [*map(float, part)] for place, part in named}


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


def _design(levels: NDArray[np.int64], places: Sequence[int]) -> Numbers:
    """Return a row of zeros and ones a pair: the levels that count, and a one for the base."""
    design = np.zeros((len(levels), sum(_sizes(places)) + 1))
    design[np.arange(len(levels))[:, None], levels[:, places] + _starts(places)] = 1
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
