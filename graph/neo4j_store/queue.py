"""The queue of review in Neo4j."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import astuple
from datetime import UTC, datetime

from graph.neo4j_store.database import Database
from graph.review.codec import proposal_row, row_entry
from graph.review.proposal import Decision, Entry, Proposal
from graph.review.queue_reading import QueueReading


class Neo4jQueue(QueueReading):
    """See ``graph.review.queue.Queue``."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self._database = database

    def enter(self, proposals: Collection[Proposal]) -> None:
        """Enter proposals in the revision under way; one that is there is replaced."""
        rows = {one.id: proposal_row(one) for one in proposals}
        self.withdraw(rows)
        self._database.run_many("add_proposals", rows.values())

    def withdraw(self, ids: Collection[str]) -> None:
        """Take proposals out in the revision under way."""
        self._database.run_many("close_proposals", ids)

    def find(self, ids: Collection[str]) -> dict[str, Entry]:
        """Return those of ``ids`` that are there."""
        rows = self._database.rows_for("proposals", ids)
        return {row[0]: row_entry(row[1:]) for row in rows}

    def restore(
        self, proposals: Collection[tuple[Proposal, int]], decisions: Collection[Decision]
    ) -> None:
        """Enter them as they are."""
        rows = ((*proposal_row(one), opened) for one, opened in proposals)
        self._database.run_many("restore_proposals", rows)
        self._database.run_many("restore_decisions", map(astuple, decisions))

    def decide(self, proposal: str, state: str, by: str, reason: str, made: str) -> Decision:
        """Enter a decision in the revision under way; the one that stood is closed."""
        self.reopen(proposal)
        last = self._database.rows("last_decision")
        number = int(last[0][0]) + 1 if last else 1
        said = {"proposal": proposal, "state": state, "by": by, "reason": reason, "made": made}
        time = datetime.now(UTC).isoformat(timespec="seconds")
        opened = self._database.run("add_decision", number=number, time=time, **said)[0][0]
        return Decision(number, proposal, state, by, reason, time, made, opened)

    def reopen(self, proposal: str) -> None:
        """Take the standing decision back in the revision under way."""
        self._database.run("close_decision", proposal=proposal)
