"""Golden entities and relations as flat rows, for those who go through all of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from graph.ledger.codec import EntityRow, RelationRow


class Streaming(Protocol):
    """A store's database: both stores call these statements alike."""

    def stream(self, statement: str, **parameters: Any) -> Iterator[tuple[Any, ...]]:
        """Run the named ``statement`` and yield its rows."""


class Rows:
    """What ``Golden.all_entities`` and ``all_relations`` yield, before objects are made of it."""

    def __init__(self, database: Streaming) -> None:
        self._database = database

    def entities(self) -> Iterator[EntityRow]:
        """Yield every entity ordered by id."""
        return self._database.stream("all_entities", kind="")

    def relations(self) -> Iterator[RelationRow]:
        """Yield every relation ordered by key."""
        return self._database.stream("all_relations")
