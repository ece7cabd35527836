"""What two rows must share to be compared at all.

A key is one number; its lowest bits are its kind, which says how many rows may share it. Keys are
the same on every machine, so that they can be kept in a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations

from graph.linkage.address import Address
from graph.linkage.naming import LEAST, Naming
from graph.linkage.words import MEANT

# Keys by kind, and how many rows may share one: more of them tell nothing, and cost most.
SHARED = {
    "word": 24,
    "pair": 40,
    "begin": 20,
    "letters": 24,
    "acronym": 30,
    "city": 25,
    "word in city": 40,
    "site": 40,
    "identical": 200,
    "street": 10,
    "project": 60,
    "place": 60,
}
KINDS = {kind: place for place, kind in enumerate(SHARED)}
LIMITS = tuple(SHARED.values())
BITS = 4
MOST_WORDS = 9
BEGINNING, LETTERS = 5, 6
_PRIME, _MASK = 0x9E3779B97F4A7C15, (1 << 58) - 1


def limit(key: int) -> int:
    """Return how many rows may share a key."""
    return LIMITS[key & (1 << BITS) - 1]


def keys(name: Naming, country: str, city: str, site: str, address: Address) -> tuple[int, ...]:
    """Return the keys of a row, each once."""
    return tuple(dict.fromkeys(_keys(name, country, city, site, address)))


def _keys(name: Naming, country: str, city: str, site: str, address: Address) -> Iterator[int]:
    here = hashed(country)
    words = [hashed(word) for word in name.words]
    some = sorted(words[:MOST_WORDS])
    yield from (_key("word", here, word) for word in words)
    yield from (_key("pair", here, *pair) for pair in combinations(some, 2))
    for word in name.words:
        if len(word) >= BEGINNING and word[0] != MEANT:
            yield _key("begin", here, hashed(word[:BEGINNING]))
    yield _key("letters", here, hashed(name.letters[:LETTERS]))
    yield _key("identical", hashed(name.letters))
    for one in name.acronyms | name.initials:
        if len(one) >= LEAST:
            yield _key("acronym", here, hashed(one))
    if city:
        place = hashed(city)
        yield _key("city", here, place)
        yield from (_key("word in city", here, place, word) for word in some)
    if site:
        yield _key("site", hashed(site))
    if address.words and address.postcode:
        yield _key("street", here, hashed(address.postcode), *map(hashed, address.words))


def other(kind: str, text: str) -> int:
    """Return the key of a project or place that shares ``text`` with others."""
    return _key(kind, hashed(text))


def telling(some: Iterable[int], counts: Mapping[int, int]) -> list[int]:
    """Return of a row's keys those that it shares with others, and with few.

    >>> word, acronym = other("project", "a"), other("project", "b")
    >>> telling([word, acronym], {word: 2, acronym: 1}) == [word]
    True
    """
    return [key for key in some if 1 < counts[key] <= limit(key)]


def _key(kind: str, *parts: int) -> int:
    found = KINDS[kind]
    for part in parts:
        found = (found ^ part) * _PRIME & _MASK
        found ^= found >> 29
    return found << BITS | KINDS[kind]


@lru_cache(maxsize=1 << 18)
def hashed(text: str) -> int:
    """Return a number of 55 bits for a text, the same on every machine."""
    whole = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=7).digest()
    return int.from_bytes(whole, "big") >> 1
