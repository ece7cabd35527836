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
from ingest.documents.streets import is_street
from ontology.fold import fold
from ontology.region import Region
from ontology.regions import load_regions

CONFIDENCE = 0.85
_WORDS = re.compile(
    rf"(?<![\w-])(?:St\. )?[{UPPER}][\w.]*\w"
    rf"(?:[-'’ \u00a0](?:[\w'’]+[-'’ \u00a0]){{0,2}}(?:St\. )?[{UPPER}]\w+)*"
)
_PART = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
_BEFORE = re.compile(r"([^\W\d_]+)[’' \u00a0\n][„“\"(]?$")
# "the Trakai company": a noun in small letters.
_WORD_BEHIND = re.compile(r"[ \u00a0]([^\W\d_A-Z][^\W\d_]+)")
# What needs no "in" before it to be taken for a place; cities from so many inhabitants neither.
_WELL_KNOWN = ("country", "group", "nuts1", "nuts2")
_LARGE = 100_000
# A place over a text: "Annecy, le 9 décembre 2021".
_DATELINE = re.compile(r", (?:[^\W\d]+\.? ){0,2}\d")
_MOST_WORDS = 4
_LONGEST_SHORT = 4
_PLACES = ("region", "place")
# What may stand between two places of a row.
_LISTED = re.compile(r",? (?:([^\W\d_]+) )?")
_LISTED_BEFORE = re.compile(r",? (?:([^\W\d_]+) )?$")
_MARKS = tuple(",.;\n")


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
    doubtful: list[Mention] = []
    for run in _WORDS.finditer(document.text):
        parts = list(_PART.finditer(document.text, run.start(), run.end()))
        place = 0
        while place < len(parts):
            place += _read(reading, parts[place : place + _MOST_WORDS], doubtful)
    _settle(reading, doubtful)


def _settle(reading: Reading, doubtful: list[Mention]) -> None:
    """Enter doubtful places that the text names elsewhere, or beside another place."""
    sure = [one for one in reading.mentions if one.kind in _PLACES]
    ids = {one.id for one in sure}
    begun, ended = {one.start for one in sure}, {one.end for one in sure}
    for one in doubtful:
        beside = _beside(one, reading, begun, ended)
        if (one.id in ids or beside) and reading.free(one.start, one.end):
            reading.mentions.append(one)
            begun.add(one.start)
            ended.add(one.end)


def _beside(one: Mention, reading: Reading, begun: set[int], ended: set[int]) -> bool:
    """Whether nothing but a comma or a conjunction parts a place from one of these."""
    text, naming = reading.document.text, naming_of(reading.document.language)
    before = _LISTED_BEFORE.search(text, max(one.start - 20, 0), one.start)
    behind = _LISTED.match(text, one.end)
    found = [
        *([before] if before and before.start() in ended else []),
        *([behind] if behind and behind.end() in begun else []),
    ]
    return any(not gap[1] or fold(gap[1]) in naming.conjunctions for gap in found)


def _read(reading: Reading, parts: list[re.Match[str]], doubtful: list[Mention]) -> int:
    """Enter the longest name that begins with the first part; return how many parts it took.

    What may be a place but does not stand well is left among the ``doubtful``.
    """
    text, language, start = reading.document.text, reading.document.language, parts[0].start()
    for size in range(len(parts), 0, -1) if text[start].isupper() else ():
        end = parts[size - 1].end()
        if not text[parts[size - 1].start()].isupper():
            continue
        meant = place_named(text[start:end], language)
        if meant and reading.free(start, end) and not _is_word(text[start:end], meant):
            if is_street(text, text.rfind(" ", 0, max(start - 1, 0)) + 1, end):
                return size
            kind = "place" if meant.level == "city" else "region"
            found = Mention(kind, start, end, meant.id, confidence=CONFIDENCE, rule="places")
            if _ends_name(found, reading):
                return size
            if _stands_well(text, parts[0], end, meant, language) or _behind_name(found, reading):
                reading.mentions.append(found)
                return size
            doubtful.append(found)
    return 1


def _is_word(quote: str, meant: Region) -> bool:
    """Whether a word in small letters is spelt like an acronym: "Dach" and DACH."""
    return (
        len(quote) <= _LONGEST_SHORT
        and not quote.isupper()
        and (quote.upper() in (meant.id, *meant.names.values()))
    )


def _ends_name(place: Mention, reading: Reading) -> bool:
    """Whether a city only ends a name that begins with an acronym: "RWTH Aachen"."""
    text, language = reading.document.text, reading.document.language
    return (
        place.kind == "place"
        and text[place.start - 1 : place.start] == " "
        and not _is_locative(text[place.start : place.end], language)
        and any(
            one.kind == "organisation"
            and one.end == place.start - 1
            and text[one.start : one.end].isupper()
            for one in reading.mentions
        )
    )


def _behind_name(place: Mention, reading: Reading) -> bool:
    """Whether a place stands between an organisation's name and another mark: "Linza AB, Lund."."""
    text = reading.document.text
    return (
        text[place.start - 2 : place.start] == ", "
        and text[place.end : place.end + 1] in _MARKS
        and any(
            one.kind == "organisation" and one.end == place.start - 2 for one in reading.mentions
        )
    )


def _stands_well(text: str, found: re.Match[str], end: int, meant: Region, language: str) -> bool:
    """Whether a place is meant: what is not well known needs "in" or the like before it."""
    if meant.level in _WELL_KNOWN:
        return True
    if _DATELINE.match(text, end) and _begins_line(text, found.start()):
        return True
    if load_regions().inhabitants(meant) >= _LARGE and (
        not naming_of(language).capital_nouns
        or (is_near(meant) and is_own_name(found.group(), meant))
    ):
        return True
    if _is_locative(found.group(), language):
        return True
    if text.startswith("-based", end) or _fills_brackets(text, found.start(), end):
        return True
    behind = _WORD_BEHIND.match(text, end)
    if behind and "organisation" in naming_of(language).announced[behind[1]]:
        return True
    before = _BEFORE.search(text, max(found.start() - 30, 0), found.start())
    return before is not None and fold(before[1]) in naming_of(language).within


def _fills_brackets(text: str, start: int, end: int) -> bool:
    """Whether a name is all that stands in brackets, or the first of what does."""
    return (
        text[start - 1 : start] == "("
        and text[end : end + 1] in (")", ",")
        and text[start:end].istitle()
    )


def _is_locative(word: str, language: str) -> bool:
    """Whether a form of a word says "in" by itself."""
    locatives = tuple(rules_of("names", language).get("locatives", ()))
    return bool(locatives) and fold(word).endswith(locatives)


def _begins_line(text: str, start: int) -> bool:
    return not start or text[start - 1] == "\n"
