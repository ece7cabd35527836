"""One Neo4j database: its driver, its statements, and what each thread writes."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, Literal, LiteralString

import neo4j
from neo4j.exceptions import ClientError, DriverError, Neo4jError

from graph.chunks import chunks
from graph.errors import UsageError
from graph.neo4j_store.address import Address
from graph.neo4j_store.faults import explained
from graph.neo4j_store.rows import Row, plain, rows_of
from graph.neo4j_store.writing import NameChanges, Writing
from graph.statements import load_statements

ROWS = 5_000
"""Rows a statement: longer lists cost the server more memory and save no time."""
SPILL = 20_000
"""Rows a transaction. A revision of more is written in several; see ``journal``.

50,000 entities of CORDIS, with their texts, were more than a server with 1 GB of heap allows.
"""
FETCH = 5_000
PATIENCE = 10.0
"""Seconds until a server that does not answer is given up."""
RETRY = 5.0
"""Seconds after which a question that failed is not asked again; the last pause is 4 seconds."""
HERE = Path(__file__).parent
WRITTEN_SO = ("Neo.ClientError.Statement.", "Neo.ClientError.Procedure.")
"""With this begin the errors that lie in how somebody's own query is written."""
THERE = (
    "Neo.ClientError.Schema.ConstraintAlreadyExists",
    "Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists",
    "Neo.ClientError.Schema.IndexAlreadyExists",
)
"""What is told of an index or a constraint that was made meanwhile, also of IF NOT EXISTS."""
QUIET: list[Literal["UNRECOGNIZED", "PERFORMANCE"]] = ["UNRECOGNIZED", "PERFORMANCE"]
"""Notifications not wanted: labels that no node has yet, and plans that are meant as they are."""

# What the driver would warn of ends in an error of ours, which says what to do.
logging.getLogger("neo4j").addHandler(logging.NullHandler())


def statement_files() -> list[Path]:
    """Return the files that hold this store's statements."""
    return sorted(HERE.glob("*.cypher"))


class Database:
    """Runs named statements; thread-safe.

    Every statement gets ``$at``: the number of the revision that this thread writes, so that it
    sees its own changes, else null, which means the last closed one.
    """

    def __init__(self, address: Address, user: str, password: str, spill: int = SPILL) -> None:
        self.address = address
        self.statements: dict[str, str] = {}
        for path in statement_files():
            self.statements |= load_statements(path)
        self._spill = spill
        self._local = threading.local()
        with explained(address):
            self.driver = neo4j.GraphDatabase.driver(
                address.server,
                auth=(user, password),
                notifications_disabled_classifications=QUIET,
                connection_timeout=PATIENCE,
                connection_acquisition_timeout=PATIENCE,
                max_transaction_retry_time=RETRY,
            )

    def meet(self) -> None:
        """Make sure that the server answers and lets us in."""
        with explained(self.address):
            self.driver.verify_connectivity()

    @property
    def writing(self) -> Writing | None:
        """What this thread is writing, if anything."""
        return getattr(self._local, "writing", None)

    @writing.setter
    def writing(self, value: Writing | None) -> None:
        self._local.writing = value

    @property
    def number(self) -> int:
        """The revision that this thread writes."""
        return self._work().number

    @property
    def created(self) -> set[str]:
        """The ids of the entities that are new in the revision of this thread."""
        return self._work().created

    @property
    def name_changes(self) -> NameChanges:
        """How the revision of this thread has changed the names so far."""
        return self._work().names

    def session(self, access: str = neo4j.WRITE_ACCESS) -> neo4j.Session:
        """Return a new session on the database."""
        return self.driver.session(
            database=self.address.database or None, default_access_mode=access, fetch_size=FETCH
        )

    def query(self, statement: str) -> LiteralString:
        """Return the text of the named ``statement``."""
        return self.statements[statement]

    def rows(self, statement: str, **parameters: Any) -> list[Row]:
        """Run the named ``statement`` and return its rows.

        A statement on its own is one way to the server and back, in a transaction with retries it
        is two: that is for the case that it fails for a reason that passes.
        """
        if self.writing:
            return self._ask_in(self.writing, statement, parameters)
        query, given = self.query(statement), plain(parameters, None)
        with explained(self.address), self.session(neo4j.READ_ACCESS) as session:
            try:
                return rows_of(session.run(query, given))
            except (Neo4jError, DriverError) as error:
                if not error.is_retryable():
                    raise
            return session.execute_read(lambda tx: rows_of(tx.run(query, given)))

    def stream(self, statement: str, **parameters: Any) -> Iterator[Row]:
        """Run the named ``statement`` and yield its rows, with memory that does not grow."""
        if self.writing:
            yield from self._ask_in(self.writing, statement, parameters)
            return
        with explained(self.address), self.session(neo4j.READ_ACCESS) as session:
            for row in session.run(self.query(statement), plain(parameters, None)):
                yield tuple(row)

    def rows_for(self, statement: str, items: Iterable[Any], **parameters: Any) -> Iterator[Row]:
        """Yield the rows of ``statement`` for ``items``, passed as ``$rows`` some at a time."""
        for some in chunks(items, ROWS):
            yield from self.rows(statement, rows=some, **parameters)

    def run(self, statement: str, **parameters: Any) -> list[Row]:
        """Run the named ``statement`` for its effect, in the revision under way."""
        return self._ask_in(self._work(), statement, parameters)

    def run_many(
        self, statement: str, items: Iterable[Any], weight: int = 0, **parameters: Any
    ) -> None:
        """Run ``statement`` for its effect on ``items``, passed as ``$rows`` some at a time.

        The server works on some while the caller makes the next. ``weight`` is of how many rows
        all of ``items`` count as, where each is more than one.
        """
        work, query = self._work(), self.query(statement)
        for some in chunks(items, ROWS):
            work.later(partial(work.run, query, {"rows": some, **parameters}))
            work.weigh(weight or len(some))

    def weigh(self, rows: int) -> None:
        """Count ``rows`` that ``run`` has written; see ``Writing.weigh``."""
        self._work().weigh(rows)

    def ask(self, query: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Run a reading query that is none of ours. Raises ``UsageError`` for what is no such."""
        with explained(self.address), self.session(neo4j.READ_ACCESS) as session:
            try:
                return session.execute_read(
                    lambda tx: [row.data() for row in tx.run(query, dict(parameters))]
                )
            except ClientError as error:
                if not str(error.code).startswith(WRITTEN_SO):
                    raise
                raise UsageError(f"Neo4j does not run this query: {error.message}") from error

    def apart(self, statement: str, **parameters: Any) -> list[Row]:
        """Run ``statement`` in transactions of its own, outside any revision."""
        with explained(self.address, writing=True), self.session() as session:
            result = session.run(self.query(statement), plain(parameters, None))
            return [tuple(row) for row in result]

    def make(self, statement: str, **parameters: Any) -> None:
        """Run ``statement``, which makes what is not there, in a transaction of its own.

        Of several who do so at once the server ends some, which try again, and tells others that
        it is there since they looked.
        """
        query, given = self.query(statement), plain(parameters, None)
        with explained(self.address, writing=True), self.session() as session:
            try:
                session.execute_write(lambda tx: tx.run(query, given).consume())
            except ClientError as error:
                if error.code not in THERE:
                    raise

    def begin(self, number: int, fence: Mapping[str, Any]) -> Writing:
        """Begin to write revision ``number`` on this thread."""
        begins = (self.query("fence"), fence)
        self.writing = Writing(self.session, self.address, number, begins, self._spill)
        return self.writing

    def end(self) -> None:
        """Drop what this thread has written and not committed; it writes no more."""
        work, self.writing = self._work(), None
        work.end()

    def close(self) -> None:
        """Close every connection."""
        self.driver.close()

    def _work(self) -> Writing:
        if self.writing is None:
            raise RuntimeError("write to a store only inside `with store.writing(…)`")
        return self.writing

    def _ask_in(self, work: Writing, statement: str, parameters: Mapping[str, Any]) -> list[Row]:
        work.wait()
        return work.run(self.query(statement), parameters)
