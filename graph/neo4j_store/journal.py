"""How a revision becomes visible: all at once, however many transactions it takes.

Whatever a revision adds carries its number as ``opened``, whatever it takes away as ``closed``;
readers look at the last closed revision and so see neither. A revision of moderate size is one
transaction. A larger one is spilled into several, then closed by a small one, and then tidied:
what was taken away goes, new versions of entities take the place of old ones. What is new is in
its final form from the start. A revision that was interrupted before its closing is undone, one
after it is tidied, by whoever next opens the store or writes to it. docs/decisions tells why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import astuple
from functools import partial
from threading import local
from uuid import uuid4

from neo4j.exceptions import DriverError, Neo4jError

from graph.chunks import chunks
from graph.errors import NotEmptyError, StoreBusyError, StoreError
from graph.ledger.audit import Audit, restored
from graph.neo4j_store.database import Database
from graph.neo4j_store.faults import explained
from graph.neo4j_store.names import enter_counts
from graph.neo4j_store.writing import Writing
from graph.stored import Revision, now

BUSY_SECONDS = 5.0
TIDY = 1_000
"""Entities tidied in one statement."""
DROP = 10_000
"""Closed things dropped in one statement."""
TIDYING = ("drop_closed_relations", "apply_next", "drop_closed", "settle")
UNDOING = (
    "undo_relations",
    "undo_relations_closed",
    "undo_next",
    "undo_created",
    "undo_entities",
    "undo_opened",
    "undo_closed",
    "undo_reach",
    "undo_marks",
    "undo_changes",
    "undo_end",
)
"""Statements in their order; each works on what the former left."""


class Journal:
    """Opens, closes, undoes and tidies revisions."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._mine = local()
        self.audit = Audit(database)

    def last(self) -> int:
        """Return the number of the last closed revision."""
        return int(self._database.rows("last_number")[0][0])

    @contextmanager
    def revision(self, action: str, note: str) -> Iterator[int]:
        """Write a revision; see ``GraphStore.writing``."""
        with self._lock(BUSY_SECONDS):
            self._mend()
            with self._written(self.last() + 1) as work:
                yield work.number
                made = Revision(work.number, now(), action, note)
                self._close(work, [made], partial(self.audit.seal, made, self._revisions))

    @contextmanager
    def restoring(self, revisions: Sequence[Revision]) -> Iterator[int]:
        """Write another's history; see ``GraphStore.restoring``."""
        with self._lock(BUSY_SECONDS):
            self._mend()
            if self.last():
                raise NotEmptyError(self._database.address.url)
            with self._written(revisions[-1].number) as work:
                yield work.number
                told = restored(revisions, now())
                self._close(work, revisions, partial(self.audit.seal, told, lambda: revisions))

    @contextmanager
    def _written(self, number: int) -> Iterator[Writing]:
        """Write under ``number``: what is closed inside is tidied, what is not is undone."""
        work = self._begin(number)
        try:
            yield work
            self._tidy(work)
        except BaseException:
            self._database.end()
            if work.spilled:
                with suppress(StoreError):
                    self._database.meet()
                    self._mend()
            raise
        self._database.end()

    def mend(self) -> None:
        """Undo or tidy what an interrupted writer left, unless a writer is at work."""
        if self._database.rows("interrupted"):
            with suppress(StoreBusyError), self._lock(0.5):
                self._mend()

    @contextmanager
    def still(self) -> Iterator[None]:
        """Keep other writers waiting, so that all that is read inside is of one revision."""
        with self.turn():
            yield

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Keep other writers waiting; see ``GraphStore.turn``."""
        before = self._has_turn()
        with self._lock(BUSY_SECONDS):
            self._mine.turn = True
            try:
                yield
            finally:
                self._mine.turn = before

    def _has_turn(self) -> bool:
        return getattr(self._mine, "turn", False)

    def tidy(self) -> None:
        """Tidy the last closed revision once more: what is marked as done with goes."""
        with self._lock(BUSY_SECONDS):
            work = self._begin(self.last())
            try:
                self._tidy(work)
            finally:
                self._database.end()

    def undo_later(self) -> None:
        """Take back whatever bears a later number than the last closed revision."""
        with self._lock(BUSY_SECONDS):
            last = self.last()
            later = (self._database.rows(one) for one in ("later_numbers", "later_on_relations"))
            for number in sorted({number for rows in later for (number,) in rows}):
                self._undo(number, last)
            self._database.apart("reopen_relations")

    @contextmanager
    def _lock(self, seconds: float) -> Iterator[None]:
        """Be the only writer: hold a lock on the server for as long as the connection lives.

        The first transaction has a time limit and shows whether the lock is free; the second,
        which keeps it, has none. Whose turn it is goes on.
        """
        if self._has_turn():
            yield
            return
        address = self._database.address
        query = self._database.query("lock")
        with explained(address, writing=True), self._database.session() as session:
            with session.begin_transaction(timeout=seconds) as trial:
                trial.run(query).consume()
            holder = session.begin_transaction()
            holder.run(query).consume()
            try:
                yield
            finally:
                with suppress(Neo4jError, DriverError, OSError):
                    holder.close()

    def _begin(self, number: int) -> Writing:
        writer = str(uuid4())
        work = self._database.begin(number, {"writer": writer})
        try:
            self._database.run("begin", writer=writer)
        except BaseException:
            self._database.end()
            raise
        return work

    def _revisions(self) -> list[Revision]:
        return [Revision(*row) for row in self._database.rows("revisions")]

    def _close(
        self, work: Writing, revisions: Sequence[Revision], seal: Callable[[], None]
    ) -> None:
        """Make the last of ``revisions`` the last closed one: from here on readers see it.

        ``seal`` enters in the audit log who made it.
        """
        if work.spilled:
            work.renew()
        enter_counts(self._database)
        self._database.run("close_revision", revisions=[astuple(one) for one in revisions])
        seal()
        if work.spilled:
            work.renew()

    def _tidy(self, work: Writing) -> None:
        """Do away with what the revision closed, and put new versions in their place."""
        ids = [id_ for (id_,) in self._database.rows("changing")]
        for statement in TIDYING:
            for some in chunks(ids, TIDY):
                self._database.run_many(statement, some)
        while dropped := self._database.run("drop_closed_bookkeeping", limit=DROP)[0][0]:
            work.weigh(dropped)
        self._database.run("end")
        work.commit()

    def _mend(self) -> None:
        """Undo or tidy what an interrupted writer left. Needs the lock."""
        if not self._database.rows("interrupted"):
            return
        last, number = self._database.apart("take_over", writer=str(uuid4()))[0]
        if number is None:
            return
        if last < number:
            self._undo(number, last)
            return
        work = self._begin(number)
        try:
            self._tidy(work)
        finally:
            self._database.end()

    def _undo(self, number: int, last: int) -> None:
        """Take back all that revision ``number`` wrote before it was interrupted.

        What it restored bears older numbers, but none up to the ``last`` closed one.
        """
        for statement in UNDOING:
            self._database.apart(statement, number=number, last=last)
