"""Mentions of technologies, inflected, and as the beginning of a compound in German."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from ingest.documents.findings import Mention
from ingest.documents.lexicon import lexicon_of
from ingest.documents.reading import Reading
from ingest.documents.rules import rules_of
from ontology.fold import fold
from ontology.technologies import load_technologies

SURE, IN_COMPOUND = 0.9, 0.7
_SHORTEST_LABEL = 5
_CODE = re.compile(r"[(„\"]?[A-Z][A-Z0-9]*-(?=[\w-]*\d)[A-Z0-9-]+")
_LONG_WORD = re.compile(r"\w{9,}")


def technologies(reading: Reading) -> None:
    """Find the labels of technologies in the language of the text, and in English."""
    document = reading.document
    found = [
        Mention(
            "technology",
            match.start,
            match.end,
            match.concept,
            confidence=SURE,
            rule="technologies",
        )
        for match in lexicon_of(reading.known, document.language).technologies.find(document.text)
        if fold(match.quote) not in rules_of("names", "any")["not_technologies"]
    ]
    found = [one for one in found if not _is_part_of_code(document.text, one)]
    found = list(_with_acronyms(document.text, found))
    starts = {one.start for one in found}
    compounds = _compounds(document.text, document.language)
    reading.mentions += found + [one for one in compounds if one.start not in starts]


def _with_acronyms(text: str, found: Sequence[Mention]) -> Iterator[Mention]:
    """Yield technologies, each one mention with its acronym in brackets."""
    last: Mention | None = None
    for one in found:
        if last and last.id == one.id and text[last.end : one.start].strip() == "(":
            last = last._replace(end=one.end + 1)
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _is_part_of_code(text: str, one: Mention) -> bool:
    """Whether a label stands in an identifier: HORIZON-MISS-2023-CANCER-01."""
    around = _CODE.match(text, text.rfind(" ", 0, one.start) + 1)
    return around is not None and around.end() >= one.end


def _compounds(text: str, language: str) -> Iterator[Mention]:
    tails = frozenset(rules_of("names", language).get("compounds", ()))
    if not tails:
        return
    for word in _LONG_WORD.finditer(text):
        concept, length = _begins_with_label(word.group(), language, tails)
        if concept:
            yield Mention(
                "technology",
                word.start(),
                word.start() + length,
                concept,
                confidence=IN_COMPOUND,
                rule="technologies/compound",
            )


def _begins_with_label(word: str, language: str, tails: frozenset[str]) -> tuple[str, int]:
    """Return the technology that a compound begins with, and how many letters of it say so."""
    folded = fold(word)
    labels = _single_words(language)
    for length in range(len(folded) - 2, _SHORTEST_LABEL - 1, -1):
        concept = labels.get(folded[:length])
        if concept and folded[length:] in tails:
            return concept, length
    return "", 0


@cache
def _single_words(language: str) -> dict[str, str]:
    return {
        fold(text): concept
        for text, spoken, concept in load_technologies().labels()
        if spoken == language and " " not in fold(text) and len(text) >= _SHORTEST_LABEL
    }
