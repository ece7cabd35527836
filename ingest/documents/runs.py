"""Runs of words in capitals, with the small words between them: where names may stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.documents.naming import WORD, Naming
from ontology.fold import fold

UPPER = "".join(chr(code) for code in range(0x530) if chr(code).isupper())
_JOINT = r"(?:[.&+-](?=\w)|(?<=\w)[-–](?=\w))"
CAPITAL = re.compile(
    rf"(?<![\w.@/-])(?:\d{{1,2}}(?=[A-Za-z]{{2}})|[a-z]{{1,4}}(?=[{UPPER}]\w))?"
    rf"[{UPPER}\d]\w*(?:{_JOINT}\w+)*"
)
_PLAIN_GAP = re.compile(r"[ \t\u00a0]+|[ \t]*\n[ \t]*(?!\n)")
_MOST_SMALL_WORDS = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word ``text[start:end]`` of a document; ``small`` where it only joins others."""

    start: int
    end: int
    text: str
    small: bool = False


Run = tuple[Word, ...]


def runs(text: str, naming: Naming) -> Iterator[Run]:
    """Yield the longest rows of capital words that nothing but spaces and small words parts."""
    row: list[Word] = []
    for found in CAPITAL.finditer(text):
        word = Word(found.start(), found.end(), found.group())
        if word.text.isdigit() and not row:
            continue
        between = _between(text, row[-1].end, word.start, naming) if row else None
        if between is None and row:
            yield tuple(row)
            row = []
        row += [*(between or ()), word]
    if row:
        yield tuple(row)


def _between(text: str, start: int, end: int, naming: Naming) -> list[Word] | None:
    """Return the small words between two capital ones, None where something else stands there."""
    gap = text[start:end]
    if _PLAIN_GAP.fullmatch(gap):
        return []
    found = [
        Word(start + one.start(), start + one.end(), one.group(), small=True)
        for one in WORD.finditer(gap)
    ]
    marks = set(WORD.sub("", gap)) - set(" \u00a0&’'")
    joins = all(fold(one.text) in naming.connectors for one in found)
    return found if not marks and joins and len(found) <= _MOST_SMALL_WORDS else None
