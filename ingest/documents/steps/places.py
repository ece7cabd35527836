"""Mentions of countries, their parts and groups ("region") and of cities ("place"), inflected."""

from __future__ import annotations

import re

from ingest.documents.findings import Mention
from ingest.documents.gazetteer import is_near, is_own_name, place_named
from ingest.documents.lexicon import lexicon_of
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


def places(reading: Reading) -> None:
    """Find names of regions and cities; of several that share a name the likeliest."""
    document = reading.document
    for match in lexicon_of(reading.known, document.language).regions.find(document.text):
        if match.quote[0].isupper() and reading.free(match.start, match.end):
            reading.mentions.append(
                Mention(
                    "region",
                    match.start,
                    match.end,
                    match.concept,
                    confidence=CONFIDENCE,
                    rule="places",
                )
            )
    for run in _WORDS.finditer(document.text):
        parts = list(_PART.finditer(document.text, run.start(), run.end()))
        place = 0
        while place < len(parts):
            place += _read(reading, parts[place : place + _MOST_WORDS])


def _read(reading: Reading, parts: list[re.Match[str]]) -> int:
    """Enter the longest name that begins with the first part; return how many parts it took."""
    text, language, start = reading.document.text, reading.document.language, parts[0].start()
    for size in range(len(parts), 0, -1) if text[start].isupper() else ():
        end = parts[size - 1].end()
        if not text[parts[size - 1].start()].isupper():
            continue
        meant = place_named(text[start:end], language)
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


def _stands_well(text: str, found: re.Match[str], end: int, meant: Region, language: str) -> bool:
    """Whether a place is meant: what is not well known needs "in" or the like before it."""
    if meant.level in _WELL_KNOWN:
        return True
    if _DATELINE.match(text, end) and _begins_line(text, found.start()):
        return True
    if load_regions().inhabitants(meant) >= _LARGE and (
        language != _NOUNS_IN_CAPITALS or (is_near(meant) and is_own_name(found.group(), meant))
    ):
        return True
    if _is_locative(found.group(), language):
        return True
    before = _BEFORE.search(text, max(found.start() - 30, 0), found.start())
    return before is not None and fold(before[1]) in naming_of(language).within


def _is_locative(word: str, language: str) -> bool:
    """Whether a form of a word says "in" by itself."""
    locatives = tuple(rules_of("names", language).get("locatives", ()))
    return bool(locatives) and fold(word).endswith(locatives)


def _begins_line(text: str, start: int) -> bool:
    return not start or text[start - 1] == "\n"
