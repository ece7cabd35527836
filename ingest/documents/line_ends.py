"""Where a text goes on in a new line on purpose: tables, headings, addresses, labels and values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

_WORD = re.compile(r"\S+")
_NARROW = 45
"""No text is wrapped so narrowly: lines of a paragraph that has no longer one end on purpose."""
_MOST_WORDS = 5
"""So many words at most the label of a value in the next line has."""
# A line that begins with what its value is of ("Budget: …"), or with when it was ("1998 – …").
_LABELLED = re.compile(r"(?:[^\W\d_][^\n:.!?]{1,48}:|\d{4}(?:-\d\d)? ?[–—-])[ \t]+\S")
_VALUE = re.compile(r"[ \t]*\S{0,8}\d")


@lru_cache(maxsize=8)
def meant_ends(text: str) -> frozenset[int]:
    """Return the code points of the ends of lines that were meant: before and behind a line with
    a label, and where the first word of the next line would have had room, as wide as the longest
    line of the paragraph is."""
    return frozenset(_ends(text))


def _ends(text: str) -> Iterator[int]:
    at = 0
    for paragraph in text.split("\n\n"):
        lines = paragraph.split("\n")
        width = max(map(len, lines))
        for line, following in pairwise(lines):
            at += len(line)
            first = _WORD.search(following)
            labelled = _LABELLED.match(line) or _LABELLED.match(following)
            room = first is not None and len(line) + 1 + len(first[0]) <= width
            if line.strip() and (labelled or room or width < _NARROW):
                yield at
            at += 1
        at += len(lines[-1]) + 2


def is_label(line: str, following: str) -> bool:
    """Whether a line is what the value in the next one is of.

    >>> is_label("Durée", "36 mois"), is_label("Durée : 36 mois", "12 partenaires")
    (True, False)
    """
    words = line.split()
    plain = 0 < len(words) <= _MOST_WORDS and not re.search(r"[\d.:;!?]", line)
    return plain and _VALUE.match(following) is not None
