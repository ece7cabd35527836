"""Opening a store by its URL."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from graph.errors import StoreError
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore

BOLT_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
FORMS = "sqlite:///file.db, bolt://host:7687 or neo4j://host:7687/database"


@dataclass(frozen=True, slots=True)
class Access:
    """What a store asks of its caller: who one is, and whether foreign data may lie beside."""

    user: str = "neo4j"
    password: str = ""
    alongside: bool = False


def open_store(url: str, access: Access | None = None) -> GraphStore:
    """Open the store that ``url`` names; a SQLite file that does not exist is made.

    Raises ``StoreError`` with what to do.
    """
    scheme = urlsplit(url).scheme
    if scheme == "sqlite":
        return SqliteStore(url.removeprefix("sqlite:///") or ":memory:")
    if scheme in BOLT_SCHEMES:
        from graph.neo4j_store import Neo4jStore  # the driver is slow to import

        chosen = access or Access()
        return Neo4jStore(url, chosen.user, chosen.password, alongside=chosen.alongside)
    raise StoreError(f"'{url}' names no store: write {FORMS}")
