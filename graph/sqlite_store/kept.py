"""What was read of a graph, kept until it changes."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Sized
from typing import Any, Generic, TypeVar

from graph.sqlite_store.database import Database

S = TypeVar("S", bound=Sized)


class Kept(Generic[S]):
    """What ``read`` tells of each of some keys, as many items as ``room``; safe between threads.

    What is kept is at least as new as the revision that was looked up before.
    """

    def __init__(
        self, database: Database, read: Callable[[Collection[str]], dict[str, S]], room: int
    ) -> None:
        self._database = database
        self._read = read
        self._room = room
        self._lock = threading.Lock()
        self._revision: list[tuple[Any, ...]] = []
        self._kept: dict[str, S] = {}
        self._held = 0

    def of(self, keys: Collection[str]) -> dict[str, S]:
        """Return what there is of each of ``keys``."""
        if self._database.connection().in_transaction:  # it may see what nobody else sees
            return self._read(keys)
        kept = self._kept_of(self._database.rows("last_revision"))
        found = {key: some for key in keys if (some := kept.get(key)) is not None}
        missing = [key for key in keys if key not in found]
        if not missing:
            return found
        fresh = self._read(missing)
        self._keep(kept, fresh)
        return found | fresh

    def _kept_of(self, revision: list[tuple[Any, ...]]) -> dict[str, S]:
        with self._lock:
            if revision != self._revision:
                self._revision, self._kept, self._held = revision, {}, 0
            return self._kept

    def _keep(self, kept: dict[str, S], fresh: dict[str, S]) -> None:
        """Keep what is ``fresh``, unless a revision came; what came first makes room."""
        with self._lock:
            if kept is not self._kept:
                return
            for key, some in fresh.items():
                self._held += len(some) - len(kept.pop(key, ()))
                kept[key] = some
            while self._held > self._room:
                self._held -= len(kept.pop(next(iter(kept))))
