"""Cells of lists and data in a text: who stands behind a label, or first in a line of a column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ingest.documents.headed import PURPOSES
from ingest.documents.lexicon import lexicon_of
from ingest.documents.naming import WORD, Naming
from ingest.documents.persons import is_person
from ingest.documents.reading import Reading
from ingest.documents.rules import rules_of
from ontology.fold import fold

LINE = re.compile(r"[^\n]*\S[^\n]*")
_MOST_WORDS = 9
_BULLET = re.compile(r"[ \t]*(?:(?:[-•*–·→]|\d{1,2}[.)])[ \t]+)?")
# What ends the first cell of a line: "Altalux – lasers", "Altalux (Vilnius)", "Altalux, Vilnius".
_CELL = re.compile(r"[^\n,;:|(\t]+?(?=[ \t]+[-–—|:/][ \t]|[ \t]*(?:$|\n|[,;:|(\t]))")
_ITEM = re.compile(r"\([^()\n]*\)|(?P<item>[^\n,;|•()–—]+)")
_STATED = re.compile(r"[.!?]\s*$|[.!?] ")


def is_label(words: str, language: str) -> bool:
    """Whether words are a label that organisations stand behind: "Project partners"."""
    return fold(words) in _labels(language)


@cache
def _labels(language: str) -> frozenset[str]:
    return frozenset(map(fold, rules_of("names", language).get("labels", ())))


class Cell(NamedTuple):
    """Words that may be a name: ``text[start:end]`` of a document; ``behind``: "" where they are
    alone in their line, ":" where a value follows, else "," for what parts it from the rest."""

    start: int
    end: int
    behind: str = ""


def first_cell(text: str, start: int, end: int) -> Cell | None:
    """Return the first cell of a line, without its bullet."""
    begin = _BULLET.match(text, start, end)
    found = _CELL.match(text, begin.end() if begin else start, end)
    if not found:
        return None
    rest = text[found.end() : end].strip()[:1]
    return _stripped(text, *found.span())._replace(behind="," if rest not in ("", ":") else rest)


def items(text: str, start: int, end: int, naming: Naming) -> Iterator[Cell]:
    """Yield the items of a list in a line: commas, conjunctions and brackets part them."""
    for found in _ITEM.finditer(text, start, end):
        if not found["item"]:
            continue
        begin, last = found.span("item")
        for word in WORD.finditer(text, begin, last):
            if _joins(text[begin : word.start()], word[0], text[word.end() : last], naming):
                yield _stripped(text, begin, word.start())
                begin = word.end()
        yield _stripped(text, begin, last)


def _joins(before: str, word: str, behind: str, naming: Naming) -> bool:
    """Whether a word is a conjunction between two items, or before the first."""
    if fold(word) not in naming.conjunctions or not behind.lstrip()[:1].isupper():
        return False
    sides = (*before.split()[-1:], behind.split()[0])
    serves = not PURPOSES.isdisjoint(map(fold, before.split())) and naming.topical(sides[-1])
    return len(sides) == 1 or not (serves or all(map(naming.topical, sides)))


def _stripped(text: str, start: int, end: int) -> Cell:
    quote = text[start:end]
    return Cell(end - len(quote.lstrip()), start + len(quote.rstrip()))


def may_be_name(cell: Cell, reading: Reading, naming: Naming) -> bool:
    """Whether a cell looks like the name of an organisation: short, in capitals but for what
    languages write small behind a head, and nothing else that is known."""
    quote = reading.document.text[cell.start : cell.end]
    words = WORD.findall(quote)
    if (
        not words
        or len(words) > _MOST_WORDS
        or _STATED.search(quote)
        or not reading.free(cell.start, cell.end)
    ):
        return False
    if not quote.lstrip('„“"«')[:1].isupper() or quote[-1].isdigit():
        return False
    if naming.opens(words[0]) or any(map(naming.is_other, words)):
        return False
    if naming.announced[words[0]] and not (naming.heads_name(words[0]) and len(words) > 1):
        return False
    return (
        _is_built_as_name(words, naming)
        and not is_person([word for word in words if word[0].isupper()], "", naming)
        and not all(naming.topical(word) or naming.heads_name(word) for word in words)
        and not _is_technology(quote, reading)
    )


def _is_built_as_name(words: list[str], naming: Naming) -> bool:
    """Whether all words that join no others have capitals, or one is a head and the last has."""
    small = [word for word in words if word[0].islower() and fold(word) not in naming.connectors]
    return not small or any(map(naming.heads_name, words))


def _is_technology(quote: str, reading: Reading) -> bool:
    found = lexicon_of(reading.known, reading.document.language).technologies.find(quote)
    return any(one.quote == quote for one in found)
