"""Countries, cities and websites of records, each by one name."""

from __future__ import annotations

import re
from functools import lru_cache

from graph.linkage.words import plain
from ontology.region import UnknownRegion
from ontology.regions import load_regions
from ontology.values import Country, UnparsedError, Url, domain
from ontology.values.encoding import may_be_wrong, repaired

_NO_NAME = re.compile(r"\b(cedex|\d+)\b", re.IGNORECASE)


@lru_cache(maxsize=1 << 12)
def country_of(stated: str) -> str:
    """Return the ISO code of a country by any of its codes and names; what is none, folded."""
    if not stated.strip():
        return ""
    try:
        return Country().parse(stated)
    except UnparsedError:
        return plain(stated)


@lru_cache(maxsize=1 << 17)
def city_of(country: str, stated: str) -> str:
    """Return one name for a city by any of its names; what the gazetteer lacks, folded.

    Where a part of the country stands behind a city that is known, the city counts.

    >>> city_of("AT", "Vienna") == city_of("AT", "WIEN"), city_of("FR", "Lyon Cedex 07")
    (True, 'lyon')
    >>> city_of("IT", "PISA PI")
    'pisa'
    """
    text = repaired(stated)[0] if may_be_wrong(stated) else stated
    words = _NO_NAME.sub(" ", text).replace("(", " ").replace(",", " ").split()
    for length in range(len(words), 0, -1):
        if found := known_city(country, " ".join(words[:length])):
            return found
    return plain(" ".join(words))


@lru_cache(maxsize=1 << 18)
def known_city(country: str, name: str) -> str:
    """Return the city of the gazetteer that bears a name, plain; '' where none does."""
    try:
        city = load_regions().city(country, name) if country and plain(name) else None
    except UnknownRegion:
        return ""
    # Only of a city that it has does the gazetteer know an English name.
    return plain(city.path.partition(":")[2]) if city and "en" in city.names else ""


@lru_cache(maxsize=1 << 16)
def position_of(country: str, city: str) -> tuple[float, float] | None:
    """Return latitude and longitude of a city that the gazetteer has."""
    regions = load_regions()
    try:
        found = regions.city(country, city) if country and city else None
    except UnknownRegion:
        return None
    return regions.position(found) if found and "en" in found.names else None


@lru_cache(maxsize=1 << 16)
def site_of(stated: str) -> str:
    """Return the host of a website; '' for what is none."""
    try:
        return domain(Url().parse(stated)) if stated.strip() else ""
    except UnparsedError:
        return ""
