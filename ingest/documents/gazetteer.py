"""What a place name in a text means, in whatever form: a region, a country, a city."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import product

from ingest.documents.inflection import Inflection, inflection_of
from ingest.documents.naming import naming_of
from ingest.documents.rules import COMMON, rules_of
from ontology.fold import fold
from ontology.region import Region
from ontology.regions import load_regions

_MOST_FORMS = 12
# Names of more words are compared as they are written.
_MOST_INFLECTED = 2
_WIDE = ("country", "group")
_LARGE = 50_000


@lru_cache(maxsize=1 << 16)
def place_named(name: str, language: str) -> Region | None:
    """Return the region or city that a name in any form means in a language.

    What is written as in a dictionary may lie anywhere; for a guessed form of a city's name in
    another language than its own, the city must be European.
    """
    if naming_of(language).starts(name):
        return None
    if as_written := _called(fold(name), language):
        return as_written
    if _is_word(fold(name)):
        return None
    for form in _forms(name, language):
        found = _called(form, language)
        if found and (found.level != "city" or is_near(found) or is_own_name(form, found)):
            return found
    return None


def is_adjective_of_city(word: str, language: str) -> bool:
    """Whether a word is made of the name of a large city where its language is spoken: "Ulmer";
    surnames are made of small ones.

    >>> [is_adjective_of_city(word, "de") for word in ("Ulmer", "Dresdner", "Göttinger", "Sulzer")]
    [True, True, True, False]
    """
    rules = rules_of("names", language)
    cities = [
        _called(fold(word.removesuffix(ending) + plain), language)
        for ending, plain in rules.get("adjectives_of_cities", ())
        if word.endswith(ending)
    ]
    countries = rules_of("names", COMMON)["at_home"].get(language, ())
    return any(
        city.country in countries and load_regions().inhabitants(city) >= _LARGE
        for city in cities
        if city
    )


def is_own_name(written: str, city: Region) -> bool:
    """Whether a name begins as a city's own or English name does."""
    return any(fold(name).startswith(fold(written)[:4]) for name in city.names.values())


def _forms(name: str, language: str) -> Iterator[str]:
    """Yield the folded forms that a dictionary may have of a name."""
    words = fold(name).split()
    if 0 < len(words) <= _MOST_INFLECTED:
        inflection = _inflection(language)
        forms = [inflection.nominatives(word)[:_MOST_FORMS] for word in words]
        yield from (" ".join(form) for form in product(*forms))


@cache
def _inflection(language: str) -> Inflection:
    """How names of places change in a language: German ones less than its nouns."""
    paradigms = rules_of("names", language).get("places")
    return Inflection(paradigms) if paradigms else inflection_of(language)


def _called(folded: str, language: str) -> Region | None:
    if folded in _own_names(language):
        return load_regions().get(_own_names(language)[folded])
    if len(folded) < 3 or _is_word(folded):
        return None
    found = load_regions().named(folded)
    return _likeliest(found) if found else None


def _is_word(folded: str) -> bool:
    """Whether the name of a place is more often a word."""
    return folded in rules_of("names", COMMON)["not_places"]


def _likeliest(found: Sequence[Region]) -> Region:
    """Return the widest region, or the city in it that shares its name; European ones first."""
    first = found[0]
    if first.level in _WIDE:
        return first
    cities = [one for one in found if one.level == "city"]
    city = next(filter(is_near, cities), next(iter(cities), first))
    return first if is_near(first) and first.country != city.country else city


def is_near(region: Region) -> bool:
    """Whether a region lies where European posts look first."""
    return region.country in _near_countries()


@cache
def _near_countries() -> frozenset[str]:
    """Countries that European posts mean first: of the economic area, and those around it."""
    area = load_regions().get("EEA")
    return frozenset((*(area.members if area else ()), "GB", "CH", "GR"))


@cache
def _own_names(language: str) -> dict[str, str]:
    """Return names that the table of regions lacks in a language, folded, with their codes."""
    listed: dict[str, list[str]] = {
        **rules_of("names", COMMON)["regions"],
        **rules_of("names", language).get("regions", {}),
    }
    return {fold(name): code for code, names in listed.items() for name in names}
