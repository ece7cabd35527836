"""A whole SQLite store copied, by SQLite's own way of doing so while others read and write."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from graph.errors import StoreError
from graph.sqlite_store.database import Database

SOUND = [("ok",)]
PAGES = 20_000
"""Pages copied at a time; between two of them Ctrl-C is heard."""


def copy_to(database: Database, file: Path) -> None:
    """Write the store as it is at this moment to a new ``file``."""
    try:
        with database.snapshot() as origin, closing(sqlite3.connect(file)) as copy:
            origin.backup(copy, pages=PAGES)
    except sqlite3.Error as error:
        raise StoreError(
            f"{database.path} cannot be copied to {file}: {error}. Nothing was changed; "
            "make room, or name another folder"
        ) from error


def copy_from(database: Database, file: Path, check: Callable[[], None]) -> None:
    """Replace what the store holds by what is in ``file``, in one transaction.

    ``check`` is asked when nobody else writes, right before, and raises where that is not to be.
    Whoever reads goes on with what was there, and then sees all of the other. Raises
    ``StoreBusyError`` while somebody writes, ``StoreError`` for a file that is damaged.
    """
    try:
        with closing(sqlite3.connect(file)) as origin:
            if origin.execute("PRAGMA quick_check").fetchall() != SOUND:
                raise StoreError(f"{file} is damaged: name another backup")
            with database.transaction():
                check()  # nobody else writes: the copying itself would wait for ever
            origin.backup(database.connection())
    except sqlite3.Error as error:
        raise StoreError(f"{file} cannot be brought back: {error}. Nothing was changed") from error
