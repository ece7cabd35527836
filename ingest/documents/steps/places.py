"""Mentions of countries, their parts and groups ("region") and of cities ("place"), inflected."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

from ingest.documents.findings import Mention
from ingest.documents.inflection import inflection_of
from ingest.documents.naming import naming_of
from ingest.documents.reading import Reading
from ingest.documents.rules import rules_of
from ingest.documents.runs import UPPER
from ontology.fold import fold
from ontology.region import Region
from ontology.regions import load_regions

CONFIDENCE = 0.85
_WORDS = re.compile(
    rf"(?<![\w-])[{UPPER}][\w.]*\w(?:[-'’ \u00a0](?:[\w'’]+[-'’ \u00a0]){{0,2}}[{UPPER}]\w+)*"
)
_PART = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
_BEFORE = re.compile(r"([^\W\d_]+)[’' \u00a0\n][„“\"(]?$")
# What needs no "in" before it to be taken for a place; cities from so many inhabitants neither.
_WELL_KNOWN = ("country", "group", "nuts1", "nuts2")
_LARGE = 100_000
# A place over a text: "Annecy, le 9 décembre 2021".
_DATELINE = re.compile(r", (?:[^\W\d]+\.? ){0,2}\d")
_NOUNS_IN_CAPITALS = "de"
_MOST_WORDS = 4
_MOST_FORMS = 12


def places(reading: Reading) -> None:
    """Find names of regions and cities; of several that share a name the likeliest."""
    document = reading.document
    for run in _WORDS.finditer(document.text):
        parts = list(_PART.finditer(document.text, run.start(), run.end()))
        place = 0
        while place < len(parts):
            place += _read(reading, parts[place : place + _MOST_WORDS])


def _read(reading: Reading, parts: list[re.Match[str]]) -> int:
    """Enter the longest name that begins with the first part; return how many parts it took."""
    text = reading.document.text
    for size in range(len(parts), 0, -1):
        start, end = parts[0].start(), parts[size - 1].end()
        if not (parts[0].group()[0].isupper() and parts[size - 1].group()[0].isupper()):
            continue
        language = reading.document.language
        meant = _meant(text[start:end], language)
        if (
            meant
            and reading.free(start, end)
            and _stands_well(text, parts[0], end, meant, language)
        ):
            kind = "place" if meant.level == "city" else "region"
            reading.mentions.append(
                Mention(kind, start, end, meant.id, confidence=CONFIDENCE, rule="places")
            )
            return size
    return 1


@cache
def _meant(name: str, language: str) -> Region | None:
    """Return the region or city that a name in any form means in a language."""
    if naming_of(language).opens(name):
        return None
    return next(filter(None, (_called(form, language) for form in _forms(name, language))), None)


def _forms(name: str, language: str) -> Iterator[str]:
    """Yield a name, folded, in the forms that a dictionary may have, itself first."""
    words = [inflection_of(language).nominatives(word)[:_MOST_FORMS] for word in fold(name).split()]
    if words and len(words) < 3:
        return (" ".join(form) for form in product(*words))
    return iter([fold(name)])


def _called(folded: str, language: str) -> Region | None:
    if folded in _own_names(language):
        return load_regions().get(_own_names(language)[folded])
    if len(folded) < 3 or folded in rules_of("names", "any")["not_places"]:
        return None
    found = load_regions().named(folded)
    return _likeliest(found) if found else None


def _likeliest(found: Sequence[Region]) -> Region:
    """Return the widest region, or the city in it that shares its name."""
    first = found[0]
    if first.level in ("country", "group"):
        return first
    cities = (one for one in found if one.level == "city" and one.country == first.country)
    return next(cities, first)


@cache
def _own_names(language: str) -> dict[str, str]:
    """Return names that the table of regions lacks in a language, folded, with their codes."""
    listed: dict[str, list[str]] = rules_of("names", language).get("regions", {})
    return {fold(name): code for code, names in listed.items() for name in names}


def _stands_well(text: str, found: re.Match[str], end: int, meant: Region, language: str) -> bool:
    """Whether a place is meant: what is not well known needs "in" or the like before it."""
    if meant.level in _WELL_KNOWN:
        return True
    if _DATELINE.match(text, end) and _begins_line(text, found.start()):
        return True
    if load_regions().inhabitants(meant) >= _LARGE and (
        language != _NOUNS_IN_CAPITALS or _is_own_name(found.group(), meant)
    ):
        return True
    before = _BEFORE.search(text, max(found.start() - 30, 0), found.start())
    return before is not None and fold(before[1]) in naming_of(language).within


def _begins_line(text: str, start: int) -> bool:
    return not start or text[start - 1] == "\n"


def _is_own_name(written: str, city: Region) -> bool:
    return any(fold(name).startswith(fold(written)[:4]) for name in city.names.values())
