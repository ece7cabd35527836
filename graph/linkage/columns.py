"""Rows as columns of numbers and short texts, which DuckDB compares fast.

A word is one number: a hash, and in its lowest bits its weight, so that what two rows share can be
weighed without looking anything up.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from graph.linkage.gazetteer import position_of
from graph.linkage.keys import hashed, telling
from graph.linkage.row import Row

BITS = 7
FULL = 100
"""The weight of what a single row has; one that each row had would weigh nothing."""
USUAL = 30_000
"""How many rows a table is taken to have at least: in a short one every word would be common."""


class Frequencies(NamedTuple):
    """How many rows have each word, run of letters, word of a street, city of a country, key."""

    rows: int
    words: Counter[str]
    grams: Counter[str]
    streets: Counter[str]
    cities: Counter[tuple[str, str]]
    keys: Counter[int]

    @classmethod
    def of(cls, some: Sequence[Row]) -> Frequencies:
        """Count."""
        return cls(
            len(some),
            Counter(chain.from_iterable(row.naming.words for row in some)),
            Counter(chain.from_iterable(row.grams for row in some)),
            Counter(chain.from_iterable(row.address.words for row in some)),
            Counter((row.country, row.city) for row in some),
            Counter(chain.from_iterable(row.keys for row in some)),
        )

    def weigh(self, count: int) -> int:
        """Return the weight (0..100) of what ``count`` rows have."""
        return round(FULL * max(0.0, 1 - math.log(max(count, 1)) / math.log(max(self.rows, USUAL))))


def codes(counts: Mapping[str, int], weigh: Callable[[int], int]) -> dict[str, int]:
    """Return for each text one number that carries its weight."""
    return {text: hashed(text) << BITS | weigh(count) for text, count in counts.items()}


def weight(some: Iterable[int]) -> int:
    """Return what coded texts weigh together, at least 1."""
    return max(1, sum([code & (1 << BITS) - 1 for code in some]))


def table(some: Sequence[Row], found: Frequencies) -> dict[str, list[Any]]:
    """Return the columns that ``comparisons.yaml`` compares."""
    positions = [position_of(row.country, row.city) for row in some]
    return {
        "unique_id": list(range(len(some))),
        "record": [row.number for row in some],
        "country": [row.country or None for row in some],
        **_weighed("words", [row.naming.words for row in some], found.words, found),
        **_weighed("grams", [row.grams for row in some], found.grams, found),
        **_streets(some, found),
        "letters": [row.naming.letters for row in some],
        "parts": [sorted(row.naming.parts) for row in some],
        "acronyms": [sorted(row.naming.acronyms) for row in some],
        "initials": [sorted(row.naming.initials) for row in some],
        "forms": [sorted(row.naming.forms) for row in some],
        "kin": [sorted(row.naming.kin) for row in some],
        "numbers": [sorted(row.naming.numbers) for row in some],
        "city": [row.city or None for row in some],
        "city_rows": [found.cities[row.country, row.city] for row in some],
        "north": [one[0] if one else None for one in positions],
        "east": [one[1] if one else None for one in positions],
        "site": [row.site or None for row in some],
        "postcode": [row.address.postcode or None for row in some],
        "nuts": [row.address.nuts or None for row in some],
        "keys": [telling(row.keys, found.keys) for row in some],
    }


def _weighed(
    name: str, texts: Sequence[Sequence[str]], counts: Mapping[str, int], found: Frequencies
) -> dict[str, list[Any]]:
    """Return the column of coded texts, and that of what those of a row weigh together."""
    coded = codes(counts, found.weigh)
    column = [[coded[text] for text in some] for some in texts]
    return {name: column, f"{name}_weight": [weight(some) for some in column]}


def _streets(some: Sequence[Row], found: Frequencies) -> dict[str, list[Any]]:
    """Return the columns of streets; what is not stated weighs nothing that is known."""
    columns = _weighed("street", [row.address.words for row in some], found.streets, found)
    stated = zip(columns["street"], columns["street_weight"], strict=True)
    return columns | {"street_weight": [told if words else None for words, told in stated]}
