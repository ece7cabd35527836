"""In which names each gram stands: read once, and kept until the graph changes."""

from __future__ import annotations

import threading
from collections.abc import Collection
from typing import Any

import numpy as np
from numpy.typing import NDArray

from graph.sqlite_store.database import Database

ROOM = 8_000_000
"""How many rows are kept at most, of four bytes each."""
Rows = NDArray[np.int32]
Kept = dict[str, Rows]


class Postings:
    """The rows of the names that have a gram; safe to share between threads.

    To read them takes most of a search, and few of the grams there are make up most searches. What
    is kept is at least as new as the revision that was looked up before.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._lock = threading.Lock()
        self._revision: list[tuple[Any, ...]] = []
        self._kept: Kept = {}
        self._held = 0

    def of(self, grams: Collection[str]) -> Kept:
        """Return the rows of each of ``grams``, ordered."""
        if self._database.connection().in_transaction:  # it may see what nobody else sees
            return self._read(grams)
        kept = self._kept_of(self._database.rows("last_revision"))
        found = {gram: rows for gram in grams if (rows := kept.get(gram)) is not None}
        fresh = self._read([gram for gram in grams if gram not in found])
        self._keep(kept, fresh)
        return found | fresh

    def _kept_of(self, revision: list[tuple[Any, ...]]) -> Kept:
        with self._lock:
            if revision != self._revision:
                self._revision, self._kept, self._held = revision, {}, 0
            return self._kept

    def _keep(self, kept: Kept, fresh: Kept) -> None:
        """Keep what is ``fresh``, unless a revision came; what came first makes room."""
        with self._lock:
            if kept is not self._kept:
                return
            for gram, rows in fresh.items():
                self._held += len(rows) - len(kept.pop(gram, ()))
                kept[gram] = rows
            while self._held > ROOM:
                self._held -= len(kept.pop(next(iter(kept))))

    def _read(self, grams: Collection[str]) -> Kept:
        if not grams:
            return {}
        rows = self._database.rows("holding", grams=grams)
        return {gram: np.fromstring(text, dtype=np.int32, sep=",") for gram, text in rows}
