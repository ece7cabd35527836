"""Files of stores that were made for what then did not go in."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

BESIDE = ("-wal", "-shm", "-journal", "")
"""What the names of a store's files end in, the file itself last."""


def remove_blank(file: Path) -> None:
    """Remove the store in ``file`` where it holds no revision and nobody has it open.

    Whoever has it open may be about to write. A full disk may have kept even its tables out.
    """
    if not file.is_file():
        return
    try:
        with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as connection:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            if _blank(connection):
                _clear_beside(connection)
                for ending in BESIDE:
                    file.with_name(file.name + ending).unlink(missing_ok=True)
    except sqlite3.DatabaseError:
        return  # somebody is there, or it is no store


def _clear_beside(connection: sqlite3.Connection) -> None:
    """Let SQLite take away what lies beside the file, or its closing would from another's store.

    Where the disk is full it cannot, and nobody else can begin a store there.
    """
    connection.execute("ROLLBACK")  # the lock stays
    with suppress(sqlite3.OperationalError):
        connection.execute("PRAGMA journal_mode = DELETE")
    connection.execute("BEGIN EXCLUSIVE")


def _blank(connection: sqlite3.Connection) -> bool:
    """Whether there is no revision, or nothing at all: tables of others are left alone."""
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    if "revision" not in tables:
        return not tables
    return not connection.execute("SELECT 1 FROM revision LIMIT 1").fetchall()
