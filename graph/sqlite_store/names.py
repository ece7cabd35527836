"""Entities by text in SQLite: exact folded names, and grams for names with typing errors."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
import orjson
from numpy.typing import NDArray

from graph.entities import Entity
from graph.question.grams import POOL, closest, grams, telling
from graph.sqlite_store.database import Database
from graph.sqlite_store.kept import Kept
from ontology.fold import fold

GROWTH = 20
ROOM = 8_000_000
"""How many rows of names are kept at most, of four bytes each."""
Rows = NDArray[np.int32]
Shared = tuple[NDArray[np.int64], Rows]
"""How many grams each of some rows shares with a text, and these rows."""


class SqliteNames:
    """See ``graph.store.Names``."""

    def __init__(self, database: Database) -> None:
        self._database = database
        # To read them takes most of a search, and few of the grams there are make up most.
        self._postings = Kept(database, self._holding, ROOM)

    def resembling(self, folded: str, kinds: Collection[str]) -> list[tuple[str, str]]:
        """Return (id, folded name) of entities whose names share the most with a folded text."""
        return self.resembling_each([folded], kinds)[folded]

    def resembling_each(
        self, texts: Collection[str], kinds: Collection[str]
    ) -> dict[str, list[tuple[str, str]]]:
        """Return for each of many folded texts what ``resembling`` does."""
        wanted = {text: grams(text) for text in texts}
        every = set().union(*wanted.values())
        frequency = dict(self._database.rows("gram_frequency", grams=every))
        chosen = {text: telling(some, frequency) for text, some in wanted.items()}
        holding = self._postings.of(set().union(*chosen.values()))
        return {
            text: self._closest([holding[gram] for gram in some], kinds)
            for text, some in chosen.items()
        }

    def every(self) -> Iterator[tuple[str, str]]:
        """Yield (id, folded name) of all names, ordered; the id is '' where there is no entity."""
        return ((id_, folded) for id_, folded in self._database.stream("every_name"))

    def renew(self, ids: Collection[str], entities: Collection[Entity]) -> None:
        """Replace the names that ``ids`` bear by those of ``entities``."""
        self._database.run("forget_names", ids=ids)
        rows = ((name, one.id) for one in entities for name in one.folded())
        self._database.run_many("add_name", rows)
        self._database.run("rebuild_trigrams")

    def _closest(self, holding: Sequence[Rows], kinds: Collection[str]) -> list[tuple[str, str]]:
        """Return the closest names of ``kinds``, looking no deeper than that needs."""
        if not kinds:  # which they are is known before one is read
            best = most_shared(holding, POOL + 1)
            numbers, rows = (column[: POOL + 1].tolist() for column in best)
            few = closest(list(zip(numbers, rows, strict=True)))
            named = self._database.rows("named_rows", rows=few, kinds=kinds, limit=POOL)
            return [(id_, name) for _, id_, name in named]
        found: list[tuple[int, tuple[str, str]]] = []
        begin, end = 0, 2 * POOL
        while len(found) <= POOL:
            best = most_shared(holding, end)
            numbers, rows = (column[begin:end].tolist() for column in best)
            if not rows:
                break
            shared = dict(zip(rows, numbers, strict=True))
            wanted = POOL + 1 - len(found)
            named = self._database.rows("named_rows", rows=rows, kinds=kinds, limit=wanted)
            found += [(shared[row], (id_, name)) for row, id_, name in named]
            begin, end = end, 8 * end
        return closest(found)

    def _holding(self, grams: Collection[str]) -> dict[str, Rows]:
        """Return the rows of the names that have each of ``grams``, ordered."""
        rows = self._database.rows("holding", grams=grams)
        return {gram: np.fromstring(text, dtype=np.int32, sep=",") for gram, text in rows}

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
        folded = fold(text)
        return self.exact_each([folded])[folded]

    def exact_each(self, texts: Collection[str]) -> dict[str, list[str]]:
        """Return for each of many folded texts what ``exact`` does."""
        found: dict[str, list[str]] = {text: [] for text in texts}
        for text, id_ in self._database.rows("named", texts=list(found)):
            found[text].append(id_)
        return found

    def longer_each(self, texts: Collection[str], limit: int) -> dict[str, list[tuple[str, str]]]:
        """Return for each of many folded texts the names that go on after it with another word."""
        rows = self._database.rows("longer", texts=texts, limit=limit)
        return {text: [(id_, name) for id_, name in orjson.loads(some)] for text, some in rows}


def most_shared(holding: Sequence[Rows], number: int) -> Shared:
    """Return in how many of ``holding`` each row stands, the most first, then by row.

    These are the first ``number`` at least, and all that stand in as many as the last of them.

    >>> some = [np.array(rows, dtype=np.int32) for rows in ([1, 2, 3], [2, 3], [3, 4])]
    >>> [column.tolist() for column in most_shared(some, 2)]
    [[3, 2], [3, 2]]
    >>> [column.tolist() for column in most_shared(some, 3)]
    [[3, 2, 1, 1], [3, 2, 1, 4]]
    """
    every = np.sort(np.concatenate([np.empty(0, dtype=np.int32), *holding]))
    rows, numbers = every[:0], np.empty(0, dtype=np.int64)
    more = len(holding) if number < len(every) else 1
    while more and len(numbers) < number:
        more -= 1
        # A row that stands in more than so many comes again so far behind, once for each beyond.
        again = every[more:] == every[: len(every) - more]
        if np.count_nonzero(again) >= number or not more:
            rows, numbers = np.unique(every[more:][again], return_counts=True)
    order = np.argsort(-numbers.astype(np.int8), kind="stable")  # a byte is sorted by its digits
    return numbers[order] + more, rows[order]
