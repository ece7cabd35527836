"""A lock that all processes heed; it falls with the process that holds it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from graph.errors import StoreBusyError


@contextmanager
def locked(file: Path, seconds: float = 0) -> Iterator[None]:
    """Hold the lock that ``file`` stands for inside; wait for it so many seconds.

    Raises ``StoreBusyError`` when another process holds it longer, and ``OSError`` for a file that
    cannot be made or written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = sqlite3.connect(file, timeout=seconds, isolation_level=None)
    except sqlite3.Error as error:
        raise OSError(f"{file} cannot be locked: {error}") from error
    with closing(connection):
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY":
                raise OSError(f"{file} cannot be locked: {error}") from error
            raise StoreBusyError(f"another process works in {file.parent}: ask again") from error
        yield
