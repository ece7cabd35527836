"""The queue of review in SQLite."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import asdict
from datetime import UTC, datetime

from graph.review.codec import proposal_row, row_entry, row_proposal
from graph.review.proposal import Decision, Entry, Proposal
from graph.review.queue import ALL, Wanted
from graph.sqlite_store.database import Database


class SqliteQueue:
    """See ``graph.review.queue.Queue``."""

    def __init__(self, database: Database, under_way: Callable[[], int]) -> None:
        self._database = database
        self._under_way = under_way

    def enter(self, proposals: Collection[Proposal]) -> None:
        """Enter proposals in the revision under way; one that is there is replaced."""
        revision = self._under_way()
        rows = ((*proposal_row(one), revision) for one in proposals)
        self._database.run_many("put_proposal", rows)

    def withdraw(self, ids: Collection[str]) -> None:
        """Take proposals out in the revision under way."""
        self._under_way()
        self._database.run("drop_proposals", ids=ids)

    def find(self, ids: Collection[str]) -> dict[str, Entry]:
        """Return those of ``ids`` that are there."""
        return {row[0]: row_entry(row[1:]) for row in self._database.rows("proposals", ids=ids)}

    def entries(self, wanted: Wanted = ALL) -> list[Entry]:
        """Return the entries that are ``wanted``: surest first, then by id."""
        confidence, after = wanted.after
        asked = {**wanted._asdict(), "confidence": confidence, "after": after}
        return [row_entry(row[1:]) for row in self._database.rows("queue", **asked)]

    def every(self) -> Iterator[tuple[Proposal, int]]:
        """Yield every proposal by id, with the revision that entered it."""
        for *row, opened in self._database.stream("every_proposal"):
            yield row_proposal(row), opened

    def decisions(self) -> Iterator[Decision]:
        """Yield every decision by number, those taken back too."""
        return (Decision(*row) for row in self._database.stream("decisions"))

    def restore(
        self, proposals: Collection[tuple[Proposal, int]], decisions: Collection[Decision]
    ) -> None:
        """Enter them as they are."""
        rows = ((*proposal_row(one), opened) for one, opened in proposals)
        self._database.run_many("put_proposal", rows)
        for one in decisions:
            self._database.run("add_decision", **asdict(one))

    def tally(self) -> dict[tuple[str, str], int]:
        """Return (kind, state) → how many entries there are."""
        return {(kind, state): count for kind, state, count in self._database.rows("tally_queue")}

    def decide(self, proposal: str, state: str, by: str, reason: str, made: str) -> Decision:
        """Enter a decision in the revision under way; the one that stood is closed."""
        self.reopen(proposal)
        number = int(self._database.rows("last_decision")[0][0] or 0) + 1
        at = datetime.now(UTC).isoformat(timespec="seconds")
        decision = Decision(number, proposal, state, by, reason, at, made, self._under_way())
        self._database.run("add_decision", **asdict(decision))
        return decision

    def reopen(self, proposal: str) -> None:
        """Take the standing decision back in the revision under way."""
        self._database.run("close_decision", proposal=proposal, revision=self._under_way())
