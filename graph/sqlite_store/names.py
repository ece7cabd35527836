"""Entities by text in SQLite: exact folded names, and grams for names with typing errors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from graph.grams import grams, telling
from graph.sqlite_store.database import Database
from ontology.fold import fold

GROWTH = 20
POOL = 150
"""How many names that share the most grams are proposed."""


class SqliteNames:
    """See ``graph.store.Names``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def resembling(self, folded: str, kinds: Collection[str]) -> list[tuple[str, str]]:
        """Return (id, folded name) of entities whose names share the most with a folded text."""
        wanted = grams(folded)
        frequency = dict(self._database.rows("gram_frequency", grams=wanted))
        shared: Counter[int] = Counter()
        for gram in telling(wanted, frequency):
            quoted = f'"{gram}"'
            shared.update(row for (row,) in self._database.rows("with_gram", gram=quoted))
        best = sorted(shared.items(), key=lambda item: (-item[1], item[0]))
        pool = [row for row, _ in (best if kinds else best[:POOL])]
        found = self._database.rows("named_rows", rows=pool, kinds=kinds)
        return [(id_, name) for id_, name in found][:POOL]

    def recount(self) -> None:
        """Count the grams anew when names have come or gone by more than a twentieth.

        Counts only choose which grams to look up, so old ones are good enough for a while.
        """
        names = int(self._database.rows("count_names")[0][0])
        counted = self._database.rows("get_meta", name="names_counted")
        before = int(counted[0][0]) if counted else 0
        if abs(names - before) > before / GROWTH:
            self._database.run("clear_grams")
            self._database.run("count_grams")
            self._database.run("set_meta", name="names_counted", value=str(names))

    def exact(self, text: str) -> list[str]:
        """Return ids of entities that have ``text`` as a name, apart from case and accents."""
        return [id_ for (id_,) in self._database.stream("named", folded=fold(text))]
