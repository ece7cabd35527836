"""A sentence as the rules on relations see it: words, with a sign for each thing mentioned."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from ingest.documents.document import Document, Token
from ingest.documents.findings import Mention
from ingest.documents.memo import Memo
from ontology.fold import fold

SIGNS = {
    "organisation": "O",
    "project": "P",
    "programme": "G",
    "event": "E",
    "agreement": "A",
    "technology": "T",
    "region": "R",
    "place": "L",
    "date": "D",
    "amount": "M",
    "count": "C",
    "identifier": "I",
}
"""A capital letter for each kind of mention: words are folded, so no word has one."""

BULLET = "•"
"""The mark before an item of a list, however the text writes it."""
_BULLETS = frozenset("-•*–—")
_MARKS = {"(": "[", ")": "]", "–": "-", "—": "-", "•": ",", "*": ","}
_SILENT = frozenset("\"'„“”«»‚‘’`™®©_")


class Thing(NamedTuple):
    """What a sign stands for: a mention, or words such as "the project" that mean one or more.

    ``meant``: ids, slugs or values (`Mention.meant`). ``words``: what it is called, folded.
    ``confidence``: that it is this which is meant. ``rule`` found its name (`Mention.rule`).
    """

    kind: str
    start: int
    end: int
    meant: tuple[str, ...]
    words: str = ""
    confidence: float = 1.0
    rule: str = ""


class Cell(NamedTuple):
    """A folded word, a mark or the sign of a thing, and the code points it stands on."""

    text: str
    start: int
    end: int
    thing: Thing | None = None


@dataclass(frozen=True)
class Line:
    """A sentence in cells. In ``text`` each cell has a space behind it and the first one before.

    A sign in it is the letter of the kind and the number of its cell: "O0 coordinates P2 . ".
    """

    cells: tuple[Cell, ...]

    @cached_property
    def text(self) -> str:
        """The cells as one string, for the patterns."""
        return f" {' '.join(self._shown)} "

    @cached_property
    def words(self) -> frozenset[str]:
        """The texts of its cells."""
        return frozenset([cell.text for cell in self.cells])

    @property
    def start(self) -> int:
        """The code point of the document at which it begins."""
        return self.cells[0].start

    @property
    def end(self) -> int:
        """The code point of the document behind its last one."""
        return self.cells[-1].end

    def between(self, start: int, end: int) -> tuple[int, int]:
        """Return the first cell, and the one behind the last, that stand in ``text[start:end]``."""
        return bisect_right(self._starts, start - 1), bisect_right(self._starts, end - 1)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where in ``text`` the cells from ``first`` to before ``last`` begin and end."""
        ends = (*self._starts, len(self.text))
        return ends[first], ends[last]

    def things(self, start: int, end: int, signs: str) -> list[Thing]:
        """Return the things of some kinds in ``text[start:end]``, in their order."""
        first, last = self.between(start, end)
        found = (cell.thing for cell in self.cells[first:last])
        return [thing for thing in found if thing and SIGNS[thing.kind] in signs]

    def until(self, end: int) -> Line:
        """Return the line without what stands behind a place in ``text``."""
        return Line(self.cells[: self.between(0, end)[1]])

    def replaced(self, first: int, last: int, thing: Thing) -> Line:
        """Return the line with one sign instead of the cells from ``first`` to before ``last``, or
        before the first if there are none."""
        end = self.cells[max(last - 1, first)].end
        sign = Cell(SIGNS[thing.kind], self.cells[first].start, end, thing)
        return Line((*self.cells[:first], sign, *self.cells[last:]))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        """Where each cell begins in ``text``."""
        return tuple(accumulate([len(shown) + 1 for shown in self._shown], initial=1))[:-1]

    @cached_property
    def _shown(self) -> list[str]:
        return [
            f"{cell.text}{number}" if cell.thing else cell.text
            for number, cell in enumerate(self.cells)
        ]


class Cutter:
    """Cuts a document into lines; those with the same mentions as the last time are not made anew.

    Items of a list are one line with what stands before its colon. ``spelling``: word or mark as it
    is written → the texts of its cells (`spelling_of`).
    """

    def __init__(self, document: Document, spelling: Mapping[str, Sequence[str]]) -> None:
        self._text = document.text
        self._spelling = spelling
        self._rows = list(_joined(document))
        self._made: list[tuple[Sequence[Mention], Line] | None] = [None] * len(self._rows)

    def lines(self, mentions: Iterable[Mention]) -> tuple[Line, ...]:
        """Return the lines that have words or marks, with these mentions in them."""
        outermost = list(_outermost(mentions))
        starts = [mention.start for mention in outermost]
        found = []
        for number, (start, end, tokens) in enumerate(self._rows):
            chosen = outermost[bisect_right(starts, start - 1) : bisect_right(starts, end - 1)]
            made = self._made[number]
            if made is None or made[0] != chosen:
                cells = _cells(self._text, tokens, chosen, self._spelling)
                made = self._made[number] = chosen, Line(tuple(cells))
            if made[1].cells:
                found.append(made[1])
        return tuple(found)


def _outermost(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Of mentions that share code points the first and longest."""
    end = 0
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if mention.start >= end:
            yield mention
            end = mention.end


def _joined(document: Document) -> Iterator[tuple[int, int, tuple[Token, ...]]]:
    """Spans and tokens of the sentences, lists joined to the sentence that ends with a colon."""
    held: tuple[int, int, tuple[Token, ...]] | None = None
    for sentence in document.sentences:
        if held and _goes_on(held[2], sentence.tokens):
            held = held[0], sentence.end, (*held[2], *sentence.tokens)
            continue
        if held:
            yield held
        held = sentence.start, sentence.end, sentence.tokens
    if held:
        yield held


def _goes_on(before: tuple[Token, ...], after: tuple[Token, ...]) -> bool:
    """Whether a sentence is an item of the list that those before it began."""
    if not after or after[0].text not in _BULLETS:
        return False
    following = (*before[1:], after[0])
    return any(
        one.text == ":" and other.text in _BULLETS
        for one, other in zip(before, following, strict=True)
    )


def _cells(
    text: str,
    tokens: Iterable[Token],
    mentions: Sequence[Mention],
    spelling: Mapping[str, Sequence[str]],
) -> list[Cell]:
    cells: list[Cell] = []
    at = 0
    for token in tokens:
        while at < len(mentions) and mentions[at].end <= token.start:
            at += 1
        if token.text in _BULLETS and _begins_line(text, token.start):
            cells.append(Cell(BULLET, token.start, token.end))
        elif at == len(mentions) or token.end <= mentions[at].start:
            cells += [Cell(one, token.start, token.end) for one in spelling[token.text]]
        else:
            cells += _around(text, token, mentions[at])
    return cells


def _begins_line(text: str, at: int) -> bool:
    return not text[text.rfind("\n", 0, at) + 1 : at].strip()


def _around(text: str, token: Token, mention: Mention) -> Iterator[Cell]:
    """Cells of a token that shares code points with a mention: "d'" of "d'Opticsvalley"."""
    if token.start < mention.start:
        before = text[token.start : mention.start]
        yield from (Cell(one, token.start, mention.start) for one in _spelt(before, fold(before)))
    if token.start <= mention.start < token.end:
        yield _sign(text, mention)
    if mention.end < token.end:
        behind = text[mention.end : token.end]
        yield from (Cell(one, mention.end, token.end) for one in _spelt(behind, fold(behind)))


def spelling_of(contractions: Mapping[str, str]) -> Memo[str, Sequence[str]]:
    """Return the texts of the cells of each word or mark, as it is written. ``contractions``: words
    that are to be spelt otherwise than folded."""
    return Memo(lambda text: _spelt(text, contractions.get(text.lower(), fold(text))))


def _spelt(text: str, folded: str) -> Sequence[str]:
    if folded:
        return folded.split()
    return [] if text in _SILENT else [_MARKS.get(text, text)]


def _sign(text: str, mention: Mention) -> Cell:
    thing = Thing(
        mention.kind,
        mention.start,
        mention.end,
        (mention.meant,),
        fold(text[mention.start : mention.end]),
        rule=mention.rule,
    )
    return Cell(SIGNS[mention.kind], mention.start, mention.end, thing)


def body_start(document: Document) -> int:
    """Return where the text begins below the title, and the path of pages that ends with it."""
    title, text = document.title, document.text
    heads = [found.end() for found in re.finditer(re.escape(title) + r"[ \t]*\n", text)]
    return heads[-1] if title and heads else 0
