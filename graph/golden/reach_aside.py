"""Rows of reach sorted aside, on disk: what is made by organisations is read in a store's order."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from graph.statements import load_statements
from graph.stored import ReachRow

STATEMENTS = load_statements(Path(__file__).with_suffix(".sql"))
PRIVATE = ""
"""SQLite's name for a file of its own, which is gone when it is closed."""


def sorted_aside(rows: Iterable[ReachRow]) -> Iterator[ReachRow]:
    """Yield ``rows`` as ``Reach.rows`` orders them, in memory that does not grow with them."""
    with closing(sqlite3.connect(PRIVATE, isolation_level=None)) as aside:
        aside.execute("PRAGMA journal_mode = OFF")
        aside.execute(STATEMENTS["layout"])
        aside.execute("BEGIN")
        aside.executemany(STATEMENTS["put"], rows)
        yield from (ReachRow(*row) for row in aside.execute(STATEMENTS["rows"]))
