"""The queue of review in SQLite."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import asdict
from datetime import UTC, datetime

from graph.review.codec import proposal_row, row_entry
from graph.review.proposal import Decision, Entry, Proposal
from graph.review.queue_reading import QueueReading
from graph.sqlite_store.database import Database


class SqliteQueue(QueueReading):
    """See ``graph.review.queue.Queue``."""

    def __init__(self, database: Database, under_way: Callable[[], int]) -> None:
        super().__init__(database)
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

    def restore(
        self, proposals: Collection[tuple[Proposal, int]], decisions: Collection[Decision]
    ) -> None:
        """Enter them as they are."""
        rows = ((*proposal_row(one), opened) for one, opened in proposals)
        self._database.run_many("put_proposal", rows)
        for one in decisions:
            self._database.run("add_decision", **asdict(one))

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
