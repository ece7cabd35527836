"""A model from records whose identifiers are the truth, and how good it is on what it has not seen.

Identifiers are hidden from the model. Records are parted into two halves, those of one organisation
in the same; each half is weighed by what the other taught. The thresholds come from these weights,
the model itself from both halves. What only some tables state (websites, addresses) is left out of
what is measured, so that the thresholds hold for tables that lack it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from graph.errors import UsageError
from graph.ledger.collection import uncollected
from graph.linkage.comparison import load_comparisons
from graph.linkage.measuring import Measured, among_first
from graph.linkage.model import Model, blank
from graph.linkage.organisation import Organisation
from graph.linkage.row import rows
from graph.linkage.scoring import Pairs, compare
from graph.linkage.training import Weights, fit, fit_beside
from graph.linkage.truth import known, look_same, true_pairs

SURE, WORTH_ASKING = 0.97, 0.30
"""The precision from which on pairs are merged, and are put to a person."""


class Learnt(NamedTuple):
    """A model, and what was measured: each half by what the other taught.

    ``apart`` is how many pairs look the same under different identifiers; they count neither way.
    """

    model: Model
    measured: Measured
    among_first: float
    pairs: int
    true: int
    found: int
    apart: int


@uncollected()
def learn(records: Sequence[Organisation]) -> Learnt:
    """Learn from ``records`` that all have identifiers; raises ``UsageError`` for too few pairs."""
    listed = rows(records)
    pairs = compare(listed, blank())
    true = true_pairs(records)
    same = known(pairs, true)
    if not same.any():
        raise UsageError(
            "no two of these records share an identifier: training needs organisations that "
            "stand in the tables under several names, with the same PIC or VAT number"
        )
    apart = look_same(listed, pairs) & ~same
    weight = _by_halves(pairs, same, ~apart, _halves(records))
    told = Measured.of(weight[~apart], same[~apart], len(true))
    base, weights = fit(pairs.levels[~apart], same[~apart])
    sums = weigh(pairs.levels[~apart], base, weights)
    weights |= fit_beside(pairs.levels[~apart], sums)
    model = Model(
        base,
        {name: tuple(some) for name, some in weights.items()},
        automatic=told.threshold(SURE),
        queue=told.threshold(WORTH_ASKING),
    )
    first = among_first(pairs, weight, true)
    return Learnt(model, told, first, len(pairs), len(true), int(same.sum()), int(apart.sum()))


def _halves(records: Sequence[Organisation]) -> NDArray[np.bool_]:
    """Return to which half each record belongs, by its smallest identifier."""
    return np.array([crc32(min(one.identifiers).encode()) % 2 == 1 for one in records])


def _by_halves(
    pairs: Pairs, same: NDArray[np.bool_], usable: NDArray[np.bool_], half: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return the weight of each pair by a model that has not seen it.

    A pair between the halves, which neither has seen, has the mean of both.
    """
    weight = np.zeros(len(pairs))
    left, right = half[pairs.left], half[pairs.right]
    for which in (True, False):
        seen = (left == which) & (right == which) & usable
        unseen = (left != which) | (right != which)
        share = np.where(left == right, 1.0, 0.5)
        told = weigh(pairs.levels, *fit(pairs.levels[seen], same[seen]))
        weight[unseen] += (share * told)[unseen]
    return weight


def weigh(levels: NDArray[np.int64], base: float, weights: Weights) -> NDArray[np.float64]:
    """Return what levels weigh together, in bits."""
    told = np.full(len(levels), base)
    for place, one in enumerate(load_comparisons()):
        if one.name in weights:
            told += np.array(weights[one.name])[levels[:, place]]
    return told
