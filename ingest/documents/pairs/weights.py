"""How much each feature speaks for what a pair might mean: weights of a logistic regression."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import cache
from math import exp
from pathlib import Path
from typing import NamedTuple

FILE = Path(__file__).parent / "weights.tsv"
"""A feature and its weight a line; made by ``python -m tests.corpus.training``."""
BASE = ""
"""The feature that every pair has."""
_PARTS = 1000
"""Weights are written in thousandths, and added as such: sums do not depend on their order."""


class Row(NamedTuple):
    """Features that are seen together, and what they weigh together, in thousandths."""

    features: tuple[str, ...]
    weight: int


def row(*features: str) -> Row:
    """Weigh some features."""
    known = weights()
    return Row(features, sum(round(_PARTS * known.get(one, 0.0)) for one in features))


@cache
def weights() -> Mapping[str, float]:
    """Return the weight of each feature; one that is not there has none."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {feature: float(weight) for feature, weight in rows}


@cache
def _base() -> Row:
    return row(BASE)


def evidence(rows: Iterable[Row]) -> float:
    """Return the log-odds that a pair with these features is a relation."""
    return (_base().weight + sum([one.weight for one in rows])) / _PARTS


def further(*rows: Row) -> float:
    """Return what rows add to log-odds."""
    return sum([one.weight for one in rows]) / _PARTS


def sureness(log_odds: float) -> float:
    """Return log-odds as a confidence in 0..1.

    >>> sureness(0)
    0.5
    """
    return 1 / (1 + exp(-log_odds))
