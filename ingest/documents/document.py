"""A document: its text, cut into words and sentences once, and what it says of itself."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from ingest.documents.line_ends import is_label, meant_ends
from ontology.fold import fold

_WORD = re.compile(r"[^\W_]+(?:['’]\w+)*[\u0300-\u036f]*|[^\w\s]|_")
# A full stop, question or exclamation mark before a space and something that begins a sentence;
# or an empty line. What only looks like the end of one ("d.", "Nr.") is the business of `_ends`.
_BREAK = re.compile(
    r"(?<=[.!?…])[\"”»“')\]]*\s+(?=[\"„«“(\[]*[^\W_a-z])|\s*\n\s*\n\s*|\s*\n(?=\s*[-•*])"
)
_ABBREVIATION = re.compile(
    r"(?:\b\w|\b\d{1,2}|\b\d+[dm]|\b(?:Nr|No|St|Dr|Prof|vs|ca|bzw|inkl|pr|pl|al|ul|tel|Inc|Ltd|Co|Art|Abs))\.$"
)


class Token(NamedTuple):
    """A word or a mark: ``text[start:end]`` of the document, and its folded form ("" for marks)."""

    start: int
    end: int
    text: str
    folded: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence from code point ``start`` to ``end``, with its words and marks."""

    start: int
    end: int
    tokens: tuple[Token, ...]


@dataclass(frozen=True)
class Document:
    """A text and what is known of it.

    ``language`` is ISO 639-1, "" where nobody can tell; ``date`` is the partial ISO date that
    stands over the text; ``publisher`` the name and ``address`` the URL that it states of itself.
    Offsets of everything that is read are code points of ``text``.
    """

    name: str
    text: str
    language: str
    title: str = ""
    date: str = ""
    publisher: str = ""
    address: str = ""

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """The words and marks in their order."""
        return tuple(
            [
                Token(*found.span(), word, fold(word))
                for found in _WORD.finditer(self.text)
                for word in (found[0],)
            ]
        )

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in their order; headings and list items are sentences of their own."""
        starts = [token.start for token in self.tokens]
        return tuple(
            Sentence(
                start,
                end,
                self.tokens[bisect_right(starts, start - 1) : bisect_right(starts, end - 1)],
            )
            for start, end in self._spans()
            if self.text[start:end].strip()
        )

    def _spans(self) -> Iterator[tuple[int, int]]:
        start = 0
        for end, next_ in self._breaks():
            if "\n" not in self.text[end:next_] and _ABBREVIATION.search(self.text, start, end):
                continue
            yield start, max(start, end)
            start = max(start, next_)
        yield start, len(self.text)

    def _breaks(self) -> list[tuple[int, int]]:
        """Where a sentence ends and the next begins, as far as marks and lines tell."""
        found = [one.span() for one in _BREAK.finditer(self.text)]
        for at in meant_ends(self.text):
            begin = self.text.rfind("\n", 0, at) + 1
            end = self.text.find("\n", at + 1)
            following = self.text[at + 1 : end if end >= 0 else len(self.text)]
            if not is_label(self.text[begin:at], following):
                found.append((at, at + 1))
        return sorted(found)
