"""How well pairs are told apart, against what is known."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.linkage.scoring import Pairs
from graph.linkage.truth import Couple, couples

AMONG = 3
"""The right partner is to be among so many first candidates."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Precision and recall of pairs by weight; recall is over ``true`` pairs, found or not."""

    precision: NDArray[np.float64]
    recall: NDArray[np.float64]
    weight: NDArray[np.float64]

    @classmethod
    def of(cls, weight: NDArray[np.float64], same: NDArray[np.bool_], true: int) -> Measured:
        """Measure pairs whose truth is known; ``true``: how many true pairs there are in all."""
        order = np.argsort(-weight, kind="stable")
        right = np.cumsum(same[order])
        # Pairs of one weight stand or fall together.
        last = np.append(np.diff(weight[order]) != 0, True)
        return cls(
            (right / np.arange(1, len(order) + 1))[last],
            (right / true)[last],
            weight[order][last],
        )

    @property
    def best(self) -> tuple[float, float, float]:
        """Precision, recall and F1 where F1 is highest."""
        scores = 2 * self.precision * self.recall / np.maximum(self.precision + self.recall, 1e-9)
        at = int(np.argmax(scores))
        return float(self.precision[at]), float(self.recall[at]), float(scores[at])

    def recall_at(self, precision: float) -> float:
        """Return the highest recall that has this precision; 0 when none has."""
        return float(max(self.recall[self.precision >= precision], default=0.0))

    def threshold(self, precision: float) -> float:
        """Return the least weight from which on precision is so high; infinity when none is."""
        return float(min(self.weight[self.precision >= precision], default=np.inf))

    def at(self, weight: float) -> tuple[float, float]:
        """Return precision and recall of what weighs at least so much."""
        held = np.flatnonzero(self.weight >= weight)
        return (
            (float(self.precision[held[-1]]), float(self.recall[held[-1]]))
            if len(held)
            else (1.0, 0.0)
        )


def among_first(pairs: Pairs, weight: NDArray[np.float64], true: set[Couple]) -> float:
    """Return the share of records with a partner that have one among their first candidates."""
    candidates: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for (left, right), one in zip(couples(pairs), weight.tolist(), strict=True):
        candidates[left].append((-one, right))
        candidates[right].append((-one, left))
    partners: defaultdict[int, set[int]] = defaultdict(set)
    for left, right in true:
        partners[left].add(right)
        partners[right].add(left)
    hits = sum(
        any(other in some for _, other in sorted(candidates[number])[:AMONG])
        for number, some in partners.items()
    )
    return hits / max(1, len(partners))
