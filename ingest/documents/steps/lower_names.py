"""New organisations of languages whose names have one capital: "Kauno lazerių centras".

Before the head stand genitives; the first of them is in capitals.
"""

from __future__ import annotations

import re

from ingest.documents.claims import claim
from ingest.documents.gazetteer import place_named
from ingest.documents.naming import Naming, naming_of
from ingest.documents.reading import Reading
from ingest.documents.rules import rules_of
from ontology.fold import fold

CONFIDENCE = 0.75
_BEFORE = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)(,?[ \u00a0])$")
_WORD = re.compile(r"[^\W\d_]{4,}")
_MOST_WORDS = 9


def lower_names(reading: Reading) -> None:
    """Find heads in small letters with genitives before them, back to a capital."""
    rules = rules_of("names", reading.document.language)
    genitives, plurals = tuple(rules.get("genitives", ())), tuple(rules.get("plurals", ()))
    if not genitives:
        return
    text, naming = reading.document.text, naming_of(reading.document.language)
    for found in reversed(list(_WORD.finditer(text))):  # the longest name goes first
        if naming.heads_name(found.group()) and not _is_plural(found.group(), naming, plurals):
            start = _beginning(text, found.start(), naming, genitives)
            if start < found.start():
                claim(reading, "organisation", start, found.end(), "lower-names", CONFIDENCE)


def _is_plural(word: str, naming: Naming, plurals: tuple[str, ...]) -> bool:
    """Whether a head is in the plural: several institutes are no institute's name."""
    listed = naming.forms.heads.get(naming.stem(word), ())
    return word.lower().endswith(plurals) and not any(head.endswith(plurals) for head in listed)


def _beginning(text: str, head: int, naming: Naming, genitives: tuple[str, ...]) -> int:
    """Return where the name of a head begins: at the capitals nearest before it, or the head."""
    start = place = head
    for _ in range(_MOST_WORDS):
        before = _BEFORE.search(text, max(place - 40, 0), place)
        if not before or not _belongs(before, naming, genitives):
            break
        capital = before[1][0].isupper()
        if start < head and not (capital and _goes_on(text, before, naming)):
            break
        place = before.start(1)
        start = place if capital else start
    return start


def _goes_on(text: str, before: re.Match[str], naming: Naming) -> bool:
    """Whether a capital word before another is part of the name, not the first of a sentence."""
    begins = not text[: before.start(1)].rstrip() or text[before.start(1) - 1] == "\n"
    begins = begins or text[: before.start(1)].rstrip()[-1] in ".!?:"
    place = place_named(before[1], naming.language) is not None
    return not begins or place or fold(before[1]) in naming.compass


def _belongs(before: re.Match[str], naming: Naming, genitives: tuple[str, ...]) -> bool:
    """Whether a word may stand before a head: a genitive or an adjective, or a conjunction."""
    word = fold(before[1])
    if word in naming.conjunctions:
        return before[2] != ", "
    return (
        word.endswith(genitives)
        and not naming.opens(before[1])
        and word not in naming.forms.heads.get(naming.stem(word), ())
    )
