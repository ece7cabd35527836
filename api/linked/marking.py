"""A text cut at its marks: paragraphs of pieces, each of which is one link or none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from graph.documents.text import Mark


class Span(NamedTuple):
    """Where a fact stands: ``text[start:end]``, and the number by which it is listed."""

    start: int
    end: int
    number: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text: the mention that it is, the facts that it belongs to, and those it ends."""

    text: str
    mark: Mark | None
    facts: Sequence[int]
    ends: Sequence[int]


def paragraphs(text: str, marks: Iterable[Mark], spans: Iterable[Span]) -> list[list[Piece]]:
    """Return the paragraphs of a text, without the empty ones.

    Of mentions that share a letter the first and longest is marked; a fact that begins or ends
    inside a mention takes all of it in.
    """
    mentions = list(_apart(marks, len(text)))
    known = (one for one in spans if text[max(one.start, 0) : one.end].strip())
    facts = [_around(_trimmed(one, text), mentions) for one in known]
    lines = [[*_pieces(text, start, end, mentions, facts)] for start, end in _lines(text)]
    return [pieces for pieces in lines if any(one.text.strip() for one in pieces)]


def _apart(marks: Iterable[Mark], length: int) -> Iterator[Mark]:
    reached = 0
    for one in sorted(marks, key=lambda one: (one.start, -one.end)):
        if reached <= one.start < one.end <= length:
            yield one
            reached = one.end


def _trimmed(span: Span, text: str) -> Span:
    """Return a span without the spaces around it, at which a line may end."""
    said = text[span.start : span.end]
    start = span.start + len(said) - len(said.lstrip())
    return span._replace(start=start, end=start + len(said.strip()))


def _around(span: Span, mentions: Sequence[Mark]) -> Span:
    start, end = span.start, span.end
    for one in mentions:
        if one.start < start < one.end:
            start = one.start
        if one.start < end < one.end:
            end = one.end
    return span._replace(start=start, end=end)


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        yield start, start + len(line)
        start += len(line) + 1


def _pieces(
    text: str, start: int, end: int, mentions: Sequence[Mark], facts: Sequence[Span]
) -> Iterator[Piece]:
    """Yield the pieces of a line; what goes on over its end ends in the line where it ends."""
    edges = {edge for one in mentions for edge in (one.start, one.end)}
    edges |= {edge for one in facts for edge in (one.start, one.end)}
    cuts = [start, *sorted(one for one in edges if start < one < end), end]
    for left, right in pairwise(cuts):
        yield Piece(
            text[left:right],
            next((one for one in mentions if one.start <= left and right <= one.end), None),
            [one.number for one in facts if one.start <= left and right <= one.end],
            [one.number for one in facts if left < one.end <= right],
        )
