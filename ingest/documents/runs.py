"""Runs of words in capitals, with the small words between them: where names may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ingest.documents.gazetteer import is_near, place_named
from ingest.documents.line_ends import meant_ends
from ingest.documents.naming import WORD, Naming, naming_of
from ontology.fold import fold

UPPER = "".join(chr(code) for code in range(0x530) if chr(code).isupper())
_JOINT = r"(?:[.&+-](?=\w)|(?<=\w)[-–](?=\w))"
CAPITAL = re.compile(
    rf"(?<![\w.@/-])(?:\d{{1,2}}(?=[A-Za-z]{{2}})|[a-z]{{1,6}}(?=[{UPPER}]\w))?"
    rf"[{UPPER}\d]\w*(?:{_JOINT}\w+)*"
)
_PLAIN_GAP = re.compile(r"[ \t\u00a0]+|[ \t]*\n[ \t]*(?!\n)")
_MOST_SMALL_WORDS = 3
_MOST_DESCRIBING = 7
_NO_MARKS = frozenset(" \u00a0&’'")
_POSTCODE = re.compile(r"[A-Z]{1,2}-\d{3,5}")
# "Industrie- und Handelskammer"
_HALVED = re.compile(r"-[ \u00a0](\w+|&)[ \u00a0]")
# "St. Andrews", which ends no sentence.
_SAINT, _AFTER_SAINT = frozenset({"St", "Ste"}), ". "
_POSSESSIVE = frozenset({"'s ", "’s "})
# "…, Innovation and Technology" behind "Science".
_LISTED = re.compile(r"((?:, [^\W\d_]+)+),? ([^\W\d_]+|&) ([^\W\d_]+)")


class Word(NamedTuple):
    """A word ``text[start:end]`` of a document; ``small`` where it only joins others."""

    start: int
    end: int
    text: str
    small: bool = False


Run = tuple[Word, ...]


@lru_cache(maxsize=4)
def runs(text: str, language: str) -> tuple[Run, ...]:
    """Return the longest rows of capital words that nothing but spaces and small words parts."""
    return tuple(_runs(text, naming_of(language)))


def _runs(text: str, naming: Naming) -> Iterator[Run]:
    row: list[Word] = []
    for found in CAPITAL.finditer(text):
        word = Word(found.start(), found.end(), found.group())
        if word.text.isdigit() and not row:
            continue
        between = _between(text, row, word, naming) if row else None
        if between is None and row:
            yield tuple(row)
            row = []
        if not _POSTCODE.fullmatch(word.text):
            row += [*(between or ()), word]
    if row:
        yield tuple(row)


def _between(text: str, row: list[Word], word: Word, naming: Naming) -> list[Word] | None:
    """Return the small words between two capital ones, None where something else stands there."""
    last = row[-1]
    gap = text[last.end : word.start]
    if "\n" in gap and last.end + gap.index("\n") in meant_ends(text):
        return None
    joint = _HALVED.fullmatch(gap) if naming.capital_nouns else None
    if joint and joint[1] in naming.conjunctions:
        return [Word(last.end + joint.start(1), last.end + joint.end(1), joint[1], small=True)]
    if gap == " " or _PLAIN_GAP.fullmatch(gap) or _goes_on(text, gap, row, word, naming):
        return []
    if fold(gap.strip()) in naming.possessing and _belongs_to(last, word, naming):
        return None
    if not _joins(gap, naming) and not (
        naming.of and naming.leads(last.text) and _describes(gap, naming)
    ):
        return None
    return [
        Word(last.end + one.start(), last.end + one.end(), one.group(), small=True)
        for one in WORD.finditer(gap)
    ]


def _belongs_to(owned: Word, owner: Word, naming: Naming) -> bool:
    """Whether a noun stands before the name of whose it is: "Labor von Alba Photonics"; a place
    is part of the name: "Universität von Ulm"."""
    noun = naming.heads_name(owned.text) or naming.is_other(owned.text)
    return noun and place_named(owner.text, naming.language) is None


def _goes_on(text: str, gap: str, row: list[Word], word: Word, naming: Naming) -> bool:
    """Whether marks stand between two words of a name: "St. Andrews", "King's College",
    "Science, Innovation and Technology Agency"."""
    if gap == _AFTER_SAINT:
        return row[-1].text in _SAINT
    if gap in _POSSESSIVE:
        return naming.is_owned(word.text) and not _is_owner(row, naming)
    return gap == ", " and _lists_topics(text, row[-1], naming)


def _is_owner(row: list[Word], naming: Naming) -> bool:
    """Whether a place or a whole name stands before a genitive: "Munich's University Hospital",
    "the University of Lindow's Institute"."""
    place = place_named(row[-1].text, naming.language)
    if place is not None and is_near(place):
        return True
    joints = [at for at, one in enumerate(row) if fold(one.text) in naming.conjunctions]
    return any(naming.heads_name(one.text) for one in row[joints[-1] if joints else 0 :])


def _lists_topics(text: str, first: Word, naming: Naming) -> bool:
    """Whether a word is the first of topics that commas and a conjunction part."""
    listed = _LISTED.match(text, first.end)
    if not listed or not naming.topical(first.text):
        return False
    words = (*WORD.findall(listed[1]), listed[3])
    joined = listed[2] == "&" or fold(listed[2]) in naming.conjunctions
    return joined and all(word[0].isupper() and naming.topical(word) for word in words)


@lru_cache(maxsize=10_000)
def _joins(gap: str, naming: Naming) -> bool:
    """Whether only small words that may stand inside a name stand between two others."""
    words = WORD.findall(gap)
    return (
        len(words) <= _MOST_SMALL_WORDS
        and not _marks(gap)
        and all(fold(word) in naming.connectors for word in words)
        and not (words and fold(words[0]) in naming.parting)
    )


@lru_cache(maxsize=10_000)
def _describes(gap: str, naming: Naming) -> bool:
    """Whether small words behind a head go on with its name: "Cluster photonique du Léman"."""
    words = WORD.findall(gap)
    if not 0 < len(words) <= _MOST_DESCRIBING or _marks(gap) or fold(words[-1]) not in naming.of:
        return False
    joining = naming.connectors | naming.of
    return not any(naming.opens(word) and fold(word) not in joining for word in words)


def _marks(gap: str) -> set[str]:
    return set(WORD.sub("", gap)) - _NO_MARKS
