"""How many rows have each word, run of letters, word of a street, city: as counts to add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from graph.linkage.columns import Frequencies
from graph.linkage.row import Row

WORD, GRAM, STREET, CITY = "word", "gram", "street", "city"
Term = tuple[str, str]
"""What is counted, and its text; that of a city has the country before a tab."""


def terms(row: Row) -> Iterator[Term]:
    """Yield what of a row is counted."""
    for word in row.naming.words:
        yield WORD, word
    for gram in row.grams:
        yield GRAM, gram
    for word in row.address.words:
        yield STREET, word
    yield CITY, f"{row.country}\t{row.city}"


def frequencies(rows: int, found: Mapping[Term, int], keys: Mapping[int, int]) -> Frequencies:
    """Return counts of terms and keys as linking asks for them; ``rows``: how many there are."""
    counts: dict[str, Counter[str]] = {one: Counter() for one in (WORD, GRAM, STREET, CITY)}
    for (what, text), number in found.items():
        counts[what][text] = number
    cities = Counter({_city(text): number for text, number in counts[CITY].items()})
    return Frequencies(rows, counts[WORD], counts[GRAM], counts[STREET], cities, Counter(keys))


def _city(text: str) -> tuple[str, str]:
    country, _, city = text.partition("\t")
    return country, city
