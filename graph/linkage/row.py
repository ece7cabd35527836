"""Records as they are compared: a row for each name of each record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graph.linkage.address import Address, address_of
from graph.linkage.gazetteer import city_of, country_of, site_of
from graph.linkage.keys import keys
from graph.linkage.naming import Naming, naming
from graph.linkage.organisation import Organisation


class Row(NamedTuple):
    """One name of one record. ``number`` is that of the record; rows that share a key are compared.

    ``grams``: the runs of three letters in the name; ``keys``: see ``keys``.
    """

    number: int
    naming: Naming
    grams: tuple[str, ...]
    country: str
    city: str
    site: str
    address: Address
    keys: tuple[int, ...]


def rows(records: Sequence[Organisation]) -> list[Row]:
    """Return a row for each name of each record."""
    return [row for number, record in enumerate(records) for row in rows_of(number, record)]


def rows_of(number: int, record: Organisation) -> Iterator[Row]:
    """Yield a row for each name of one record."""
    country = country_of(record.country)
    city, site = city_of(country, record.city), site_of(record.website)
    address = address_of(record, city)
    for name in {naming(one, country): None for one in record.names}:
        shared = keys(name, country, city, site, address)
        yield Row(number, name, grams(name.letters), country, city, site, address, shared)


def grams(letters: str) -> tuple[str, ...]:
    """Return the runs of three letters in a text, its ends marked, each once.

    >>> grams("vu")
    (' vu', 'vu ')
    """
    text = f" {letters} "
    return tuple(dict.fromkeys([text[at : at + 3] for at in range(len(text) - 2)]))
