"""What is known of pairs of records, by their identifiers: for training and for measuring."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from graph.linkage.organisation import Organisation
from graph.linkage.row import Row
from graph.linkage.scoring import Pairs
from ontology.fold import fold

Couple = tuple[int, int]


def true_pairs(records: Sequence[Organisation]) -> set[Couple]:
    """Return the pairs of records that have an identifier in common, the smaller number first."""
    bearers: defaultdict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(records):
        for key in one.identifiers:
            bearers[key].append(number)
    return {pair for some in bearers.values() for pair in combinations(some, 2)}


def distinct(records: Iterable[Organisation]) -> list[Organisation]:
    """Return the records with identifiers, one of those that share one and one spelling."""
    found: dict[tuple[str, str], Organisation] = {}
    for one in records:
        if one.identifiers:
            found.setdefault((min(one.identifiers), fold(one.names[0])), one)
    return [*found.values()]


def known(pairs: Pairs, true: set[Couple]) -> NDArray[np.bool_]:
    """Return for each pair whether it is a true one."""
    return np.array([couple in true for couple in couples(pairs)], dtype=np.bool_)


def couples(pairs: Pairs) -> Iterator[Couple]:
    """Yield each pair as two numbers."""
    return zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)


def look_same(rows: Sequence[Row], pairs: Pairs) -> NDArray[np.bool_]:
    """Return for each pair whether name, country and city are the same once normalised.

    The name without legal form, little words, case, accents and spaces; nothing is translated.
    """
    looks: defaultdict[int, set[tuple[str, str, str]]] = defaultdict(set)
    for row in rows:
        looks[row.number].add((row.naming.letters, row.country, row.city))
    found = [not looks[left].isdisjoint(looks[right]) for left, right in couples(pairs)]
    return np.array(found, dtype=np.bool_)
