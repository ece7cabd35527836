"""What the queues of both stores read alike, by statements of the same names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from graph.review.codec import row_entry, row_proposal
from graph.review.proposal import Decision, Entry, Proposal
from graph.review.queue import ALL, Wanted


class Database(Protocol):
    """What runs statements by name."""

    def rows(self, statement: str, **parameters: Any) -> Sequence[Sequence[Any]]:
        """Return all rows at once."""

    def stream(self, statement: str, **parameters: Any) -> Iterator[Sequence[Any]]:
        """Yield row by row."""


class QueueReading:
    """See ``graph.review.queue.Queue``."""

    def __init__(self, database: Database) -> None:
        self._read = database

    def entries(self, wanted: Wanted = ALL) -> list[Entry]:
        """Return the entries that are ``wanted``: surest first, then by id."""
        confidence, after = wanted.after
        asked = {**wanted._asdict(), "confidence": confidence, "after": after}
        return [row_entry(row[1:]) for row in self._read.rows("queue", **asked)]

    def every(self) -> Iterator[tuple[Proposal, int]]:
        """Yield every proposal by id, with the revision that entered it."""
        for *row, opened in self._read.stream("every_proposal"):
            yield row_proposal(row), opened

    def decisions(self) -> Iterator[Decision]:
        """Yield every decision by number, those taken back too."""
        return (Decision(*row) for row in self._read.stream("decisions"))

    def tally(self) -> dict[tuple[str, str], int]:
        """Return (kind, state) → how many entries there are."""
        return {(kind, state): count for kind, state, count in self._read.rows("tally_queue")}
