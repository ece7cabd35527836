"""Files of stores that were made for what then did not go in."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def remove_blank(file: Path) -> None:
    """Remove the store in ``file`` where it holds no revision and nobody has it open.

    Whoever has it open may be about to write.
    """
    if not file.is_file():
        return
    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as connection:
        try:
            if _blank(connection):
                # This takes the file for ourselves alone, and what lies beside it away.
                connection.execute("PRAGMA locking_mode = EXCLUSIVE")
                connection.execute("PRAGMA journal_mode = DELETE")
                connection.execute("BEGIN EXCLUSIVE")
                if _blank(connection):
                    file.unlink()
        except sqlite3.DatabaseError:
            return  # somebody is there, or it is no store


def _blank(connection: sqlite3.Connection) -> bool:
    return not connection.execute("SELECT 1 FROM revision LIMIT 1").fetchall()
