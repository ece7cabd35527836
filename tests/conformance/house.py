"""A graph of two stores, the internal one in memory, and how cases tell it sources."""

from __future__ import annotations

from dataclasses import replace

from graph.ledger.holdings import Holdings
from graph.records import Record
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from tests.conformance.builders import SCHEMA, graph_of, info, units

TODAY = "2026-11-21"
SECRET = "quetzalcoatl"


class House:
    """Holdings whose internal store is kept in memory, and the sources they are told."""

    def __init__(self, public: GraphStore, today: str = TODAY) -> None:
        self.memory: SqliteStore | None = None
        self.public = public
        self.today = today
        self.reopen()

    def reopen(self, today: str = "") -> None:
        """Begin anew, as another process would."""
        self.holdings = Holdings(self.public, self.open, SCHEMA, today or self.today)

    def open(self, new: bool) -> SqliteStore | None:
        """Open the internal store, or make one."""
        if new:
            self.memory = SqliteStore(":memory:")
        return self.memory

    def tell(self, name: str, *records: Record, visibility: str = "") -> None:
        said = replace(info(name, records), visibility=visibility)
        self.holdings.ingest(said, units(records))

    def internal(self) -> list[str]:
        return graph_of(self.holdings.whole)

    def sources(self, store: GraphStore) -> set[str]:
        return {one.info.name for one in store.ledger.sources()}
