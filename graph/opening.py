"""Opening a store by its URL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import StoreError
from graph.ledger.acting import IN_PYTHON, Actor
from graph.ledger.holdings import Opening
from graph.sqlite_store import SqliteStore
from graph.sqlite_store.blank import remove_blank
from graph.store import GraphStore

BOLT_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
SQLITE = "sqlite:///"
CREDENTIALS = re.compile(r"(?<=://)[^/].*@")
"""To the last @, since one may stand in a password; what begins with / is the path of a file."""
FORMS = "sqlite:///file.db, bolt://host:7687 or neo4j://host:7687/database"


@dataclass(frozen=True, slots=True)
class Access:
    """What a store asks of its caller: who one is, and whether foreign data may lie beside.

    ``as_found`` leaves what an interrupted writer left in it. ``by`` is who writes where nobody
    else is said to: the audit log has it.
    """

    user: str = "neo4j"
    password: str = field(default="", repr=False)
    alongside: bool = False
    as_found: bool = False
    by: Actor = IN_PYTHON


def without_credentials(url: str) -> str:
    """Return a URL as everybody may read it.

    >>> without_credentials("bolt://neo4j:secret@db:7687")
    'bolt://db:7687'
    """
    return CREDENTIALS.sub("", url)


def internal_opening(url: str, access: Access) -> Opening:
    """Return how the internal store at ``url`` is opened; see ``graph.ledger.holdings``."""

    def opening(new: bool) -> GraphStore | None:
        if not new and url.startswith(SQLITE) and not Path(url.removeprefix(SQLITE)).exists():
            return None
        store = open_store(url, access)
        if not new and not store.revision().number:
            store.close()
            return None
        return store

    return opening


@contextmanager
def nothing_left(*urls: str) -> Iterator[None]:
    """Remove in the end the files of stores at ``urls`` that were not there, and hold nothing."""
    files = [Path(url.removeprefix(SQLITE)) for url in urls if url.startswith(SQLITE)]
    made = [file for file in files if not file.exists()]
    try:
        yield
    finally:
        for file in made:
            remove_blank(file)


def open_store(url: str, access: Access | None = None) -> GraphStore:
    """Open the store that ``url`` names; a SQLite file that does not exist is made.

    Raises ``StoreError`` with what to do.
    """
    chosen = access or Access()
    store = _opened(url, chosen)
    store.audit.usual = chosen.by
    return store


def _opened(url: str, access: Access) -> GraphStore:
    if url.startswith(SQLITE):
        return SqliteStore(url.removeprefix(SQLITE) or ":memory:")
    if url.partition("://")[0] in BOLT_SCHEMES:
        from graph.neo4j_store import Neo4jStore  # the driver is slow to import

        return Neo4jStore(
            url,
            access.user,
            access.password,
            alongside=access.alongside,
            as_found=access.as_found,
        )
    raise StoreError(f"'{without_credentials(url)}' names no store: write {FORMS}")
