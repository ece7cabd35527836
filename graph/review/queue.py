"""What a store can do for review: the protocol that both stores implement, beside the ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NamedTuple, Protocol

from graph.review.proposal import Decision, Entry, Proposal

Place = tuple[float, str]
"""Confidence and id of an entry: after it the next page begins."""
START: Place = (2.0, "")
EVERY = 1 << 31


class Wanted(NamedTuple):
    """Which entries are asked for: those of a state, a kind and a source, '' being all.

    ``after`` is the place of the last one already seen, ``limit`` how many at most.
    """

    state: str = ""
    kind: str = ""
    source: str = ""
    after: Place = START
    limit: int = EVERY


ALL = Wanted()


class Queue(Protocol):
    """Proposals, and what was decided of them. Dumps do not hold it, as it is no part of the graph;
    backups do.
    """

    def enter(self, proposals: Collection[Proposal]) -> None:
        """Enter proposals in the revision under way; one that is there is replaced."""

    def withdraw(self, ids: Collection[str]) -> None:
        """Take proposals out in the revision under way."""

    def find(self, ids: Collection[str]) -> dict[str, Entry]:
        """Return those of ``ids`` that are there."""

    def entries(self, wanted: Wanted = ALL) -> list[Entry]:
        """Return the entries that are ``wanted``: surest first, then by id."""

    def every(self) -> Iterator[tuple[Proposal, int]]:
        """Yield every proposal by id, with the revision that entered it."""

    def decisions(self) -> Iterator[Decision]:
        """Yield every decision by number, those taken back too."""

    def restore(
        self, proposals: Collection[tuple[Proposal, int]], decisions: Collection[Decision]
    ) -> None:
        """Enter them as they are into a store that is being restored."""

    def tally(self) -> dict[tuple[str, str], int]:
        """Return (kind, state) → how many entries there are."""

    def decide(self, proposal: str, state: str, by: str, reason: str, made: str) -> Decision:
        """Enter a decision in the revision under way; the one that stood is closed."""

    def reopen(self, proposal: str) -> None:
        """Take the standing decision back in the revision under way."""
