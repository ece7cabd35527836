"""New organisations of languages whose names have one capital: "Kauno lazerių centras".

Before the head stand genitives; the first of them is in capitals.
"""

from __future__ import annotations

import re

from ingest.documents.claims import claim
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
    genitives = tuple(rules_of("names", reading.document.language).get("genitives", ()))
    if not genitives:
        return
    naming = naming_of(reading.document.language)
    for found in _WORD.finditer(reading.document.text):
        if naming.heads_name(found.group()):
            start = _beginning(reading.document.text, found.start(), naming, genitives)
            if start < found.start():
                claim(reading, "organisation", start, found.end(), "lower-names", CONFIDENCE)


def _beginning(text: str, head: int, naming: Naming, genitives: tuple[str, ...]) -> int:
    """Return where the name of a head begins: at the first capital before it, or the head."""
    start = place = head
    for _ in range(_MOST_WORDS):
        before = _BEFORE.search(text, max(place - 40, 0), place)
        if not before or not _belongs(before, naming, genitives):
            break
        place = before.start(1)
        if before[1][0].isupper():
            start = place
    return start


def _belongs(before: re.Match[str], naming: Naming, genitives: tuple[str, ...]) -> bool:
    word = fold(before[1])
    if word in naming.conjunctions:
        return before[2] != ", "
    return word.endswith(genitives) and not naming.opens(before[1])
