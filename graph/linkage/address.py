"""Where in a city records are: street, postcode and region, each by one spelling."""

from __future__ import annotations

import re
from typing import NamedTuple

from graph.linkage.organisation import Organisation
from graph.linkage.words import load_words, plain, sound

_COUNTRY = re.compile(r"^[a-z]{1,2}(?=\d)")
# Codes of countries that NUTS writes otherwise than ISO does.
_NUTS = {"GR": "EL", "GB": "UK"}


class Address(NamedTuple):
    """``words`` of the street with its number, ``postcode`` and ``nuts`` without spaces."""

    words: tuple[str, ...]
    postcode: str
    nuts: str


def address_of(record: Organisation, city: str) -> Address:
    """Return the address of a record as it is compared; the city's name is no part of it.

    >>> record = Organisation("1", ("A",), address="Hauptstr. 5, Graz", postcode="A-8010")
    >>> address_of(record, "graz")
    Address(words=('hauptstr', '5'), postcode='8010', nuts='')
    """
    if not (record.address or record.postcode or record.nuts):
        return NOWHERE
    aside = load_words().little | {*city.split()}
    words = (word for word in plain(record.address).split() if word not in aside)
    postcode = _COUNTRY.sub("", plain(record.postcode).replace(" ", ""))
    return Address(tuple(dict.fromkeys(map(sound, words))), postcode, nuts_of(record.nuts))


def nuts_of(stated: str) -> str:
    """Return a NUTS code as Eurostat writes it.

    >>> nuts_of(" gr30 ")
    'EL30'
    """
    code = stated.strip().upper()
    return f"{_NUTS.get(code[:2], code[:2])}{code[2:]}"


NOWHERE = Address((), "", "")
