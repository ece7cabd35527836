"""Entities by text in SQLite: exact folded names, and trigrams for names with typing errors."""

from __future__ import annotations

from collections.abc import Collection

from graph.sqlite_store.database import Database
from ontology.fold import fold


class SqliteNames:
    """See ``graph.store.Names``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def candidates(self, text: str, kinds: Collection[str], limit: int) -> list[str]:
        """Return ids of entities whose names resemble ``text``, typing errors forgiven."""
        trigrams = sorted(trigrams_of(fold(text)))
        if not trigrams:
            return []
        query = " OR ".join(f'"{trigram}"' for trigram in trigrams)
        rows = self._database.rows("resembling", query=query, kinds=kinds, limit=limit)
        return [id_ for (id_,) in rows]

    def exact(self, text: str) -> list[str]:
        """Return ids of entities that have ``text`` as a name, apart from case and accents."""
        return [id_ for (id_,) in self._database.stream("named", folded=fold(text))]


def trigrams_of(folded: str) -> set[str]:
    """Return all runs of three characters of a folded text (letters, digits and spaces only)."""
    return {folded[start : start + 3] for start in range(len(folded) - 2)}
