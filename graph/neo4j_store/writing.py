"""What a revision under way holds on the client: its transaction, and what it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from typing import Any, LiteralString

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from graph.errors import StoreError
from graph.neo4j_store.address import Address
from graph.neo4j_store.faults import explained
from graph.neo4j_store.rows import Row, plain, rows_of
from graph.question.grams import grams


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

    ``fence`` is the query, with its parameters, that begins every transaction but the first: it
    finds nothing once another process has taken the journal over. A transaction is of ``spill``
    rows. What nobody waits for is done by a thread of its own, one thing at a time; an error of it
    is raised at the next.
    """

    def __init__(
        self,
        session: Callable[[], neo4j.Session],
        address: Address,
        number: int,
        fence: tuple[LiteralString, Mapping[str, Any]],
        spill: int,
    ) -> None:
        self.number = number
        self.names = NameChanges()
        self.created: set[str] = set()
        self.spilled = False
        self._address = address
        self._fence = fence
        self._spill = spill
        self._weight = 0
        self._hand = ThreadPoolExecutor(1, "neo4j-writing")
        self._under_way: Future[Any] | None = None
        with explained(address, writing=True), ExitStack() as closing:
            self._session = closing.enter_context(session())
            self._transaction = self._session.begin_transaction()
            closing.pop_all()  # from here on ``end`` lets go of it

    def later(self, task: Callable[[], object]) -> None:
        """Have ``task`` done beside the caller, once what is under way is done."""
        self.wait()
        self._under_way = self._hand.submit(task)

    def wait(self) -> None:
        """Wait until nothing is under way; raise what that raised."""
        task, self._under_way = self._under_way, None
        if task:
            task.result()

    def run(self, query: LiteralString, parameters: Mapping[str, Any]) -> list[Row]:
        """Return the rows of ``query``, run in the present transaction."""
        with explained(self._address, writing=True):
            return rows_of(self._transaction.run(query, plain(parameters, self.number)))

    def weigh(self, rows: int) -> None:
        """Count ``rows`` written; when they are too many for one transaction, begin another."""
        self._weight += rows
        if self._weight >= self._spill:
            self.spilled = True
            self._weight = 0
            self.later(self._renew)

    def renew(self) -> None:
        """Commit, and begin the next transaction if the journal is still this writer's."""
        self._weight = 0
        self.later(self._renew)
        self.wait()

    def _renew(self) -> None:
        self._commit()
        with explained(self._address, writing=True):
            self._transaction = self._session.begin_transaction()
        if not self.run(*self._fence):
            raise StoreError(
                f"another process took over {self._address.url} while this one wrote: "
                "the revision under way is not in. Run the command again"
            )

    def commit(self) -> None:
        """Keep what the present transaction wrote."""
        self.wait()
        self._commit()

    def _commit(self) -> None:
        with explained(self._address, writing=True):
            self._transaction.commit()

    def end(self) -> None:
        """Drop what is not committed, and let go of the session."""
        self._hand.shutdown()
        with suppress(Neo4jError, DriverError, OSError):
            self._transaction.close()
        with suppress(Neo4jError, DriverError, OSError):
            self._session.close()
