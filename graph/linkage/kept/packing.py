"""A row as it is kept in the index: what is slow to work out, as JSON."""

from __future__ import annotations

import orjson

from graph.linkage.address import Address
from graph.linkage.naming import Naming
from graph.linkage.row import Row, grams


def packed(row: Row) -> bytes:
    """Return what a row says; its number and keys lie beside it, its runs of letters follow."""
    words, letters, *sets = row.naming
    street, *where = row.address
    name = [words, letters, *map(sorted, sets)]
    return orjson.dumps([name, row.country, row.city, row.site, [street, *where]])


def unpacked(number: int, said: bytes, keys: tuple[int, ...]) -> Row:
    """Return the row again, as one of the record ``number``."""
    (words, letters, *sets), country, city, site, (street, postcode, nuts) = orjson.loads(said)
    name = Naming(tuple(words), letters, *map(frozenset, sets))
    address = Address(tuple(street), postcode, nuts)
    return Row(number, name, grams(letters), country, city, site, address, keys)
