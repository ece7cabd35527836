"""Mentions by where they stand: what shares a code point with a span, without looking at all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from ingest.documents.findings import Mention


class Spans:
    """Mentions as they stand now; those that are added later are not among them."""

    def __init__(self, mentions: Iterable[Mention]) -> None:
        self._mentions = sorted(mentions, key=lambda one: one.start)
        self._starts = [one.start for one in self._mentions]
        self._longest = max((one.end - one.start for one in self._mentions), default=0)

    def over(self, start: int, end: int) -> Iterator[Mention]:
        """Yield the mentions that share a code point with a span, by where they start."""
        first = bisect_left(self._starts, start - self._longest)
        for one in self._mentions[first : bisect_left(self._starts, end)]:
            if start < one.end:
                yield one
