"""Records as rows of numbers and short texts, which DuckDB compares fast.

A word is one number: a hash, and in its lowest bits its weight, so that what two rows share can be
weighed without looking anything up.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import combinations
from typing import Any, NamedTuple

from graph.linkage.gazetteer import city_of, country_of, site_of
from graph.linkage.naming import LEAST, Naming, naming
from graph.linkage.organisation import Organisation
from graph.linkage.words import MEANT

BITS = 7
FULL = 100
"""The weight of what a single row has; one that each row had would weigh nothing."""
USUAL = 30_000
"""How many rows a table is taken to have at least: in a short one every word would be common."""
# Keys by kind, and how many rows may share one: more of them tell nothing, and cost most.
SHARED: Mapping[str, int] = {
    "word": 80,
    "pair": 80,
    "begin": 40,
    "letters": 80,
    "acronym": 60,
    "city": 25,
    "word in city": 60,
    "site": 40,
    "identical": 200,
}
MOST_WORDS = 9
BEGINNING, LETTERS = 5, 6


class Row(NamedTuple):
    """One name of one record. ``number`` is that of the record."""

    number: int
    naming: Naming
    grams: tuple[str, ...]
    country: str
    city: str
    site: str


def rows(records: Sequence[Organisation]) -> list[Row]:
    """Return a row for each name of each record."""
    return [row for number, record in enumerate(records) for row in _rows(number, record)]


def _rows(number: int, record: Organisation) -> Iterator[Row]:
    country = country_of(record.country)
    for name in {naming(one, country): None for one in record.names}:
        yield Row(
            number,
            name,
            grams(name.letters),
            country,
            city_of(country, record.city),
            site_of(record.website),
        )


def grams(letters: str) -> tuple[str, ...]:
    """Return the runs of three letters in a text, its ends marked, each once.

    >>> grams("vu")
    (' vu', 'vu ')
    """
    text = f" {letters} "
    return tuple(dict.fromkeys(text[at : at + 3] for at in range(len(text) - 2)))


class Frequencies(NamedTuple):
    """How many rows have each word, each run of letters, each city of a country, each key."""

    rows: int
    words: Counter[str]
    grams: Counter[str]
    cities: Counter[tuple[str, str]]
    keys: Counter[int]

    @classmethod
    def of(cls, some: Sequence[Row]) -> Frequencies:
        """Count."""
        return cls(
            len(some),
            Counter(word for row in some for word in row.naming.words),
            Counter(gram for row in some for gram in row.grams),
            Counter((row.country, row.city) for row in some),
            Counter(key for row in some for key, _ in keys(row)),
        )

    def weigh(self, count: int) -> int:
        """Return the weight (0..100) of what ``count`` rows have."""
        return round(FULL * max(0.0, 1 - math.log(max(count, 1)) / math.log(max(self.rows, USUAL))))


def coded(texts: Iterable[str], counts: Counter[str], weigh: Callable[[int], int]) -> list[int]:
    """Return each text as one number that carries its weight."""
    return [_hash(text) << BITS | weigh(counts[text]) for text in texts]


def weight(codes: Iterable[int]) -> int:
    """Return what numbers weigh together."""
    return sum(code & (1 << BITS) - 1 for code in codes)


def keys(row: Row) -> Iterator[tuple[int, str]]:
    """Yield (key, its kind): two rows that share a key are compared."""
    for kind, text in _keys(row):
        where = "" if kind in ("identical", "site") else row.country
        yield _hash(f"{kind}\n{where}\n{text}"), kind


def _keys(row: Row) -> Iterator[tuple[str, str]]:
    name = row.naming
    words = sorted(name.words[:MOST_WORDS])
    yield from (("word", word) for word in name.words)
    yield from (("pair", " ".join(pair)) for pair in combinations(words, 2))
    long = (word for word in name.words if len(word) >= BEGINNING and word[0] != MEANT)
    yield from (("begin", word[:BEGINNING]) for word in long)
    yield "letters", name.letters[:LETTERS]
    yield "identical", name.letters
    yield from (("acronym", one) for one in name.acronyms | name.initials if len(one) >= LEAST)
    if row.city:
        yield "city", row.city
        yield from (("word in city", f"{row.city} {word}") for word in words)
    if row.site:
        yield "site", row.site


def table(some: Sequence[Row], found: Frequencies) -> dict[str, list[Any]]:
    """Return the columns that ``comparisons.yaml`` compares."""
    words = [coded(row.naming.words, found.words, found.weigh) for row in some]
    runs = [coded(row.grams, found.grams, found.weigh) for row in some]
    return {
        "unique_id": list(range(len(some))),
        "record": [row.number for row in some],
        "country": [row.country or None for row in some],
        "words": words,
        "words_weight": [max(1, weight(codes)) for codes in words],
        "grams": runs,
        "grams_weight": [max(1, weight(codes)) for codes in runs],
        "letters": [row.naming.letters for row in some],
        "parts": [sorted(row.naming.parts) for row in some],
        "acronyms": [sorted(row.naming.acronyms) for row in some],
        "initials": [sorted(row.naming.initials) for row in some],
        "forms": [sorted(row.naming.forms) for row in some],
        "kin": [sorted(row.naming.kin) for row in some],
        "numbers": [sorted(row.naming.numbers) for row in some],
        "city": [row.city or None for row in some],
        "city_rows": [found.cities[row.country, row.city] for row in some],
        "keys": [
            [key for key, kind in set(keys(row)) if 1 < found.keys[key] <= SHARED[kind]]
            for row in some
        ],
    }


def _hash(text: str) -> int:
    whole = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=7).digest()
    return int.from_bytes(whole, "big") >> 1
