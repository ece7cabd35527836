"""How much each feature speaks for what a pair might mean: weights of a logistic regression."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from math import exp
from pathlib import Path

FILE = Path(__file__).parent / "weights.tsv"
"""A feature and its weight a line; made by ``python -m tests.corpus.training``."""
BASE = ""
"""The feature that every pair has."""


@cache
def weights() -> Mapping[str, float]:
    """Return the weight of each feature; one that is not there has none."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {feature: float(weight) for feature, weight in rows}


def evidence(features: Iterable[str]) -> float:
    """Return the log-odds that a pair with these features is a relation."""
    known = weights()
    return known.get(BASE, 0.0) + sum([known[one] for one in features if one in known])


def sureness(log_odds: float) -> float:
    """Return log-odds as a confidence in 0..1.

    >>> sureness(0)
    0.5
    """
    return 1 / (1 + exp(-log_odds))
