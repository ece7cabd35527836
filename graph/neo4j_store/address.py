"""Where a Neo4j database is: ``neo4j+s://host:7687/name``."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from graph.errors import UsageError

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
FORM = "write bolt://host:7687/database (or neo4j://, with +s or +ssc for an encrypted connection)"


@dataclass(frozen=True, slots=True)
class Address:
    """The server as the driver takes it, and the database, '' for the user's home database."""

    server: str
    database: str

    @classmethod
    def parse(cls, url: str) -> Address:
        """Read a store's URL.

        Raises ``UsageError`` for anything else than a server and a database: a URL ends up in
        logs and process lists, so it must not hold a password.
        """
        parts = _split(url)
        if not parts or parts.scheme not in SCHEMES or not parts.hostname:
            raise UsageError(f"'{url}' names no Neo4j server: {FORM}")
        if "@" in parts.netloc:
            raise UsageError(
                f"the address of {parts.hostname} holds a user or password: take them out and set "
                "LUMIGRAPH_NEO4J_USER and LUMIGRAPH_NEO4J_PASSWORD"
            )
        database = parts.path.strip("/")
        if parts.query or parts.fragment or "/" in database:
            raise UsageError(f"'{url}' holds more than a server and a database: {FORM}")
        return cls(f"{parts.scheme}://{parts.netloc}", database)

    @property
    def url(self) -> str:
        """The address as one text."""
        return f"{self.server}/{self.database}" if self.database else self.server


def _split(url: str) -> SplitResult | None:
    """Return the parts of a URL; None for one with a port that cannot be, or a torn address."""
    try:
        parts = urlsplit(url)
        return parts if parts.port != 0 else None
    except ValueError:
        return None
