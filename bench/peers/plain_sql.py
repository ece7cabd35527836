"""The peer in plain SQL: two tables, full text, and recursive queries."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bench.peers.plain import FIRST, Change, Question, Shown, flat_entity, moved, scoring
from graph.entities import Entity, Relation
from graph.statements import load_statements

Row = tuple[Any, ...]


class PlainSql:
    """One SQLite file, with the settings that our own store uses; safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._sql = load_statements(Path(__file__).with_name("plain.sql"))
        self._scoring = scoring()

    @property
    def _connection(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._local.connection = sqlite3.connect(self._path)
            for setting in ("journal_mode = WAL", "synchronous = NORMAL", "cache_size = -65536"):
                connection.execute(f"PRAGMA {setting}")
        return connection

    def load(self, entities: Iterable[Entity], relations: Iterable[Relation]) -> None:
        """Fill an empty file."""
        with self._connection as connection:
            for name in ("node_table", "edge_table", "text_table"):
                connection.execute(self._sql[name])
            connection.executemany(self._sql["add_node"], map(_node, entities))
            connection.executemany(self._sql["add_edge"], map(_edge, relations))
            for name in ("edge_from", "edge_to", "add_texts", "analyse"):
                connection.execute(self._sql[name])

    def rows(self, statement: str, **parameters: Any) -> list[Row]:
        """Return the rows of a named statement."""
        return self._connection.execute(self._sql[statement], parameters).fetchall()

    def who(self, question: Question) -> Shown:
        """Answer by walking down both trees, then over all links."""
        found = self.rows(
            "who",
            technology=question.technology,
            region=question.region,
            reference=question.reference,
            first=FIRST,
            **self._scoring,
        )
        return (found[0][2] if found else 0), [(id_, score) for id_, score, _ in found]

    def change(self, changes: list[Change]) -> None:
        """Rename and move organisations."""
        rows = moved(changes)
        with self._connection as connection:
            for name in ("rename", "rename_text", "leave", "arrive"):
                connection.executemany(self._sql[name], rows)

    def close(self) -> None:
        """Close the connection of this thread."""
        self._connection.close()
        del self._local.connection


def _node(entity: Entity) -> Row:
    flat = flat_entity(entity)
    data = json.dumps(entity.properties, ensure_ascii=False)
    return (entity.id, entity.kind, flat["name"], flat.get("end"), data)


def _edge(relation: Relation) -> Row:
    data = json.dumps(relation.properties, ensure_ascii=False)
    return (relation.source, relation.type, relation.target, relation.role or None, data)
