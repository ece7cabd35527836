"""What a store promises of its revisions: each is seen whole when it is closed, or never."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from graph.stored import Revision


class Revisions(Protocol):
    """The revisions of a store, and who may make one."""

    def revision(self) -> Revision:
        """Return the last closed revision; number 0 for an empty store."""

    def revisions(self) -> list[Revision]:
        """Return all closed revisions in order."""

    def writing(self, action: str, note: str) -> AbstractContextManager[int]:
        """Open a revision: all that is written inside becomes visible together, or not at all.

        Raises ``StoreBusyError`` when another process is writing.
        """

    def restoring(self, revisions: Sequence[Revision]) -> AbstractContextManager[int]:
        """Open an empty store to put another's ledger and golden graph into it.

        What is written inside becomes visible together, or not at all, with the history that
        ``revisions`` are. Raises ``NotEmptyError`` when the store is not empty.
        """

    def still(self) -> AbstractContextManager[None]:
        """Let all that this thread reads inside be of one revision.

        Nothing is written inside. SQLite lets others write meanwhile, Neo4j keeps them waiting.
        Raises ``StoreBusyError`` where a writer has to end first.
        """

    def turn(self) -> AbstractContextManager[None]:
        """Be the only one who writes, for as many revisions as are opened inside, or for none.

        A revision that fails inside is not closed; in SQLite those before it are taken back too.
        Raises ``StoreBusyError`` when another process is writing.
        """
