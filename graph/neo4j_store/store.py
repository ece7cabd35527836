"""The Neo4j store as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Any

from graph.doctor.check import Check
from graph.neo4j_store.address import Address
from graph.neo4j_store.checks import checks_of
from graph.neo4j_store.database import SPILL, Database
from graph.neo4j_store.golden import Neo4jGolden
from graph.neo4j_store.journal import Journal
from graph.neo4j_store.layout import prepare
from graph.neo4j_store.ledger import Neo4jLedger
from graph.neo4j_store.names import Neo4jNames
from graph.neo4j_store.queue import Neo4jQueue
from graph.neo4j_store.reach import Neo4jReach
from graph.stored import Revision


class Neo4jStore:
    """A ``GraphStore`` in a Neo4j database, 5.26 or later.

    ``url`` is ``bolt://host:7687/database`` or ``neo4j://…``, with ``+s`` or ``+ssc`` where the
    connection is encrypted. With ``alongside`` the database may hold other people's data; they are
    left as they are. ``spill`` is the number of rows after which a revision is written in several
    transactions. ``as_found`` leaves what an interrupted writer left, for whoever examines it.

    Raises ``StoreError`` when the server is down, refuses the password or is too old, and
    ``ForeignDataError`` for a database that is not ours alone.
    """

    def __init__(
        self,
        url: str,
        user: str,
        password: str,
        *,
        alongside: bool = False,
        spill: int = SPILL,
        as_found: bool = False,
    ) -> None:
        address = Address.parse(url)
        self.url = address.url
        self._database = Database(address, user, password, spill)
        try:
            prepare(self._database, alongside=alongside)
            self._journal = Journal(self._database)
            if not as_found:
                self._journal.mend()
        except BaseException:
            self._database.close()
            raise
        self.audit = self._journal.audit
        self.ledger = Neo4jLedger(self._database)
        self.names = Neo4jNames(self._database)
        self.golden = Neo4jGolden(self._database, self.names)
        self.reach = Neo4jReach(self._database)
        self.queue = Neo4jQueue(self._database)

    def revision(self) -> Revision:
        """Return the last closed revision; number 0 for an empty store."""
        rows = self._database.rows("last_revision")
        return Revision(*rows[0]) if rows else Revision(0, "", "", "")

    def revisions(self) -> list[Revision]:
        """Return all closed revisions in order."""
        return [Revision(*row) for row in self._database.rows("revisions")]

    def writing(self, action: str, note: str) -> AbstractContextManager[int]:
        """Open a revision; see ``GraphStore.writing``."""
        return self._journal.revision(action, note)

    def restoring(self, revisions: Sequence[Revision]) -> AbstractContextManager[int]:
        """Open an empty store for another's content; see ``GraphStore.restoring``."""
        return self._journal.restoring(revisions)

    @property
    def checks(self) -> list[Check]:
        """What may be out of order in the database, and how it is mended."""
        return checks_of(self._database, self._journal)

    def still(self) -> AbstractContextManager[None]:
        """Read one revision; see ``GraphStore.still``."""
        return self._journal.still()

    def turn(self) -> AbstractContextManager[None]:
        """Be the only one who writes; see ``GraphStore.turn``."""
        return self._journal.turn()

    def cypher(self, query: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """Run somebody's own reading query and return its rows. Raises ``UsageError``."""
        return self._database.ask(query, parameters)

    def close(self) -> None:
        """Close the connections."""
        self._database.close()
