"""One Neo4j database: its driver, its statements, and the transaction of a thread that writes."""

from __future__ import annotations

import logging
import threading
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, LiteralString

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from graph.chunks import chunks
from graph.errors import StoreError
from graph.neo4j_store.address import Address
from graph.neo4j_store.faults import explained
from graph.question.grams import grams
from graph.statements import load_statements

ROWS = 5_000
"""Rows a statement: longer lists cost the server more memory and save no time."""
SPILL = 50_000
"""Rows a transaction. A revision of more is written in several (see ``journal``)."""
FETCH = 5_000
PATIENCE = 10.0
"""Seconds until a server that does not answer is given up."""
RETRY = 5.0
"""Seconds after which a question that failed is not asked again; the last pause is 4 seconds."""
HERE = Path(__file__).parent
QUIET: list[Literal["UNRECOGNIZED", "PERFORMANCE"]] = ["UNRECOGNIZED", "PERFORMANCE"]
"""Notifications not wanted: labels that no node has yet, and plans that are meant as they are."""

Row = tuple[Any, ...]

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
            return self._run_here(self.writing, statement, parameters)
        query, plain = self.query(statement), _plain(parameters, None)
        with explained(self.address), self.session(neo4j.READ_ACCESS) as session:
            try:
                return _rows(session.run(query, plain))
            except (Neo4jError, DriverError) as error:
                if not error.is_retryable():
                    raise
            return session.execute_read(lambda tx: _rows(tx.run(query, plain)))

    def stream(self, statement: str, **parameters: Any) -> Iterator[Row]:
        """Run the named ``statement`` and yield its rows, with memory that does not grow."""
        if self.writing:
            yield from self._run_here(self.writing, statement, parameters)
            return
        with explained(self.address), self.session(neo4j.READ_ACCESS) as session:
            for row in session.run(self.query(statement), _plain(parameters, None)):
                yield tuple(row)

    def rows_for(self, statement: str, items: Iterable[Any], **parameters: Any) -> Iterator[Row]:
        """Yield the rows of ``statement`` for ``items``, passed as ``$rows`` some at a time."""
        for some in chunks(items, ROWS):
            yield from self.rows(statement, rows=some, **parameters)

    def run(self, statement: str, **parameters: Any) -> list[Row]:
        """Run the named ``statement`` for its effect, in the revision under way."""
        return self._run_here(self._work(), statement, parameters)

    def run_many(
        self, statement: str, items: Iterable[Any], weight: int = 0, **parameters: Any
    ) -> None:
        """Run ``statement`` for its effect on ``items``, passed as ``$rows`` some at a time.

        ``weight`` is of how many rows all of ``items`` count as, where each is more than one.
        """
        for some in chunks(items, ROWS):
            self.run(statement, rows=some, **parameters)
            self.weigh(weight or len(some))

    def weigh(self, rows: int) -> None:
        """Count ``rows`` that ``run`` has written; see ``Writing.weigh``."""
        self._work().weigh(rows)

    def ask(self, query: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Run a reading query that is none of ours."""
        with explained(self.address), self.session(neo4j.READ_ACCESS) as session:
            return session.execute_read(
                lambda tx: [row.data() for row in tx.run(query, dict(parameters))]
            )

    def apart(self, statement: str, **parameters: Any) -> list[Row]:
        """Run ``statement`` in transactions of its own, outside any revision."""
        with explained(self.address, writing=True), self.session() as session:
            result = session.run(self.query(statement), _plain(parameters, None))
            return [tuple(row) for row in result]

    def begin(self, number: int, fence: Mapping[str, Any]) -> Writing:
        """Begin to write revision ``number`` on this thread."""
        self.writing = Writing(self, number, fence, self._spill)
        return self.writing

    def close(self) -> None:
        """Close every connection."""
        self.driver.close()

    def _work(self) -> Writing:
        if self.writing is None:
            raise RuntimeError("write to a store only inside `with store.writing(…)`")
        return self.writing

    def _run_here(self, work: Writing, statement: str, parameters: Mapping[str, Any]) -> list[Row]:
        with explained(self.address, writing=True):
            return _rows(
                work.transaction.run(self.query(statement), _plain(parameters, work.number))
            )


@dataclass(slots=True)
class NameChanges:
    """The grams of the names that a revision adds and drops, and by how many it has more."""

    number: int = 0
    added: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)

    def __bool__(self) -> bool:
        return bool(self.added or self.dropped or self.number)

    def add(self, folded: Collection[str]) -> None:
        """Count folded names that come."""
        self.number += len(folded)
        for name in folded:
            self.added.update(grams(name))

    def drop(self, folded: Collection[str]) -> None:
        """Count folded names that go."""
        self.number -= len(folded)
        for name in folded:
            self.dropped.update(grams(name))

    def grams(self) -> dict[str, int]:
        """Return gram → by how many more names have it."""
        return {
            gram: self.added[gram] - self.dropped[gram] for gram in {*self.added, *self.dropped}
        }


class Writing:
    """The transaction in which a thread writes a revision, and those that it has spilled.

    ``fence`` are the parameters of the statement ``fence``, which begins every transaction: it
    finds nothing once another process has taken the journal over.
    """

    def __init__(
        self, database: Database, number: int, fence: Mapping[str, Any], spill: int
    ) -> None:
        self.number = number
        self.names = NameChanges()
        self.created: set[str] = set()
        self.spilled = False
        self._database = database
        self._fence = fence
        self._spill = spill
        self._weight = 0
        with explained(database.address, writing=True):
            self._session = database.session()
            self.transaction = self._session.begin_transaction()

    def weigh(self, rows: int) -> None:
        """Count ``rows`` written; when they are too many for one transaction, begin another."""
        self._weight += rows
        if self._weight >= self._spill:
            self.spilled = True
            self.renew()

    def renew(self) -> None:
        """Commit, and begin the next transaction if the journal is still this writer's."""
        self.commit()
        self._weight = 0
        with explained(self._database.address, writing=True):
            self.transaction = self._session.begin_transaction()
        if not self._database.run("fence", **self._fence):
            raise StoreError(
                f"another process took over {self._database.address.url} while this one wrote: "
                "the revision under way is not in. Run the command again"
            )

    def commit(self) -> None:
        """Keep what the present transaction wrote."""
        with explained(self._database.address, writing=True):
            self.transaction.commit()

    def end(self) -> None:
        """Drop what is not committed, and let go of the session."""
        self._database.writing = None
        with suppress(Neo4jError, DriverError, OSError):
            self.transaction.close()
        with suppress(Neo4jError, DriverError, OSError):
            self._session.close()


def _rows(result: neo4j.Result) -> list[Row]:
    """Return the rows of ``result``, or those of the one list in it that is called ``rows``.

    Statements that give many rows give them as such a list: the driver needs about as long for a
    record as for ten rows of a list.
    """
    if tuple(result.keys()) == ("rows",):
        return [tuple(row) for record in result for row in record[0]]
    return [tuple(record) for record in result]


def _plain(parameters: Mapping[str, Any], at: int | None) -> dict[str, Any]:
    """Return ``parameters`` as the driver takes them: every collection as a list."""
    plain = {
        name: list(value)
        if isinstance(value, Collection) and not isinstance(value, str | Mapping | list)
        else value
        for name, value in parameters.items()
    }
    return {"at": at, **plain}
