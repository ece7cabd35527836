"""The embedded store as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from pathlib import Path

from graph.doctor.check import Check
from graph.errors import NotEmptyError, StaleError
from graph.ledger.audit import Audit, restored
from graph.sqlite_store.checks import checks_of
from graph.sqlite_store.copying import copy_from, copy_to
from graph.sqlite_store.database import Database
from graph.sqlite_store.golden import SqliteGolden
from graph.sqlite_store.ledger import SqliteLedger
from graph.sqlite_store.names import SqliteNames
from graph.sqlite_store.queue import SqliteQueue
from graph.sqlite_store.reach import SqliteReach
from graph.stored import Revision, now


class SqliteStore:
    """A ``GraphStore`` in one file, or in memory for ``:memory:``."""

    def __init__(self, path: str) -> None:
        if path != ":memory:":
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        self.url = f"sqlite:///{path}"
        self._database = Database(path)
        self.ledger = SqliteLedger(self._database, self._under_way)
        self.golden = SqliteGolden(self._database, self._under_way)
        self.reach = SqliteReach(self._database)
        self.names = SqliteNames(self._database)
        self.queue = SqliteQueue(self._database, self._under_way)
        self.audit = Audit(self._database)
        self._number = 0

    def revision(self) -> Revision:
        """Return the last closed revision; number 0 for an empty store."""
        rows = self._database.rows("last_revision")
        return Revision(*rows[0]) if rows else Revision(0, "", "", "")

    def revisions(self) -> list[Revision]:
        """Return all closed revisions in order."""
        return [Revision(*row) for row in self._database.stream("revisions")]

    @contextmanager
    def writing(self, action: str, note: str) -> Iterator[int]:
        """Open a revision; see ``GraphStore.writing``."""
        with self._database.transaction():
            if self._number:
                raise RuntimeError("a revision is under way: close it, then open another")
            number = self.revision().number + 1
            with self._under(number):
                yield number
            made = Revision(number, now(), action, note)
            self.audit.seal(made, self.revisions)
            self._enter(made)

    @contextmanager
    def restoring(self, revisions: Sequence[Revision]) -> Iterator[int]:
        """Open an empty store for another's content; see ``GraphStore.restoring``."""
        with self._database.transaction():
            if self.revision().number:
                raise NotEmptyError(self.url)
            number = revisions[-1].number
            with self._under(number):
                yield number
            self.audit.seal(restored(revisions, now()), lambda: revisions)
            for one in revisions:
                self._enter(one)

    @contextmanager
    def _under(self, number: int) -> Iterator[None]:
        """Write under the revision ``number``."""
        self._number = number
        try:
            yield
            self.names.recount()
        finally:
            self._number = 0

    def _enter(self, revision: Revision) -> None:
        self._database.run("add_revision", **asdict(revision))

    @property
    def checks(self) -> list[Check]:
        """What may be out of order in the file, and how it is mended."""
        return checks_of(self._database, self.writing)

    @contextmanager
    def still(self) -> Iterator[None]:
        """Read one revision; see ``GraphStore.still``."""
        with self._database.snapshot():
            yield

    def turn(self) -> AbstractContextManager[None]:
        """Be the only one who writes; see ``GraphStore.turn``."""
        return self._database.transaction()

    def copy_to(self, file: Path) -> None:
        """Write the store as it is at this moment to a new file, whoever writes meanwhile."""
        copy_to(self._database, file)

    def copy_from(self, file: Path, before: Revision) -> None:
        """Become the store in ``file``: what was here is replaced, all of it or nothing.

        Raises ``StaleError`` when the revision is no longer ``before``: somebody wrote meanwhile.
        """

        def check() -> None:
            if self.revision() != before:
                raise StaleError(f"somebody wrote to {self.url} meanwhile. Nothing was changed")

        copy_from(self._database, file, check)

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _under_way(self) -> int:
        if not self._number:
            raise RuntimeError("write to a store only inside `with store.writing(…)`")
        return self._number
