"""Many judgements at once: one revision for all of them, at a cost that grows with their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from graph.golden.consequences import Touched, follow
from graph.ledger.judging import check_parted
from graph.schema import Schema
from graph.store import GraphStore, Ledger

UNDONE = "undone"


class Said(NamedTuple):
    """What is said of two keys: ``same``, ``different``, or ``undone`` to take back what stands."""

    left: str
    right: str
    verdict: str
    by: str
    reason: str

    @property
    def pair(self) -> frozenset[str]:
        """Both keys."""
        return frozenset((self.left, self.right))


class News(NamedTuple):
    """What is said and does not stand so, and the numbers of the judgements it puts an end to."""

    said: Said
    ends: Sequence[int]


@contextmanager
def pronouncing(
    store: GraphStore, schema: Schema, note: str, some: Sequence[Said]
) -> Iterator[list[Said]]:
    """Judge what does not stand so yet, in one revision, if any; give what that was.

    An error inside the block takes it back. Raises ``UsageError`` where two keys cannot be parted.
    """
    if not any(_news(store.ledger, some)):
        yield []
        return
    with store.writing("judge", note):
        news = [*_news(store.ledger, some)]
        for said, ends in news:
            for number in ends:
                store.ledger.close_judgement(number)
            if said.verdict != UNDONE:
                store.ledger.judge(*said)
        keys = {key for one in news for key in one.said.pair}
        if keys:
            follow(store, schema, Touched(keys=keys))
        parted = [one.said for one in news if one.said.verdict == "different"]
        check_parted(store.ledger, [(one.left, one.right) for one in parted])
        yield [one.said for one in news]


def _news(ledger: Ledger, some: Sequence[Said]) -> Iterator[News]:
    """Yield what of ``some`` changes something; a verdict that is said twice does so once."""
    standing: defaultdict[frozenset[str], dict[int, str]] = defaultdict(dict)
    for one in ledger.judgements():
        standing[frozenset((one.left, one.right))][one.number] = one.verdict
    for said in some:
        there = standing[said.pair]
        if there if said.verdict == UNDONE else said.verdict not in there.values():
            yield News(said, [*there])
            standing[said.pair] = {} if said.verdict == UNDONE else {0: said.verdict}
