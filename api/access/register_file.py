"""The SQLite file of a register: the statements it knows, and its transactions."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from graph.errors import StoreError
from graph.statements import load_statements

STATEMENTS = load_statements(Path(__file__).with_name("register.sql"))
LAYOUT = [name for name in STATEMENTS if name.startswith("layout_")]
TABLES = {(name,) for name in ("audit", "revision", "session", "token")}
BUSY_SECONDS = 5.0
Row = tuple[Any, ...]


class RegisterFile:
    """One connection to the file (None is one in memory), which threads share.

    Raises ``StoreError`` for whatever fails, and for a file that holds something else.
    """

    def __init__(self, file: Path | None) -> None:
        self.path = file
        self._lock = threading.RLock()
        self._connection = sqlite3.connect(
            file or ":memory:", timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )

    def rows(self, statement: str, **parameters: Any) -> list[Row]:
        """Run the named ``statement`` and return its rows."""
        return self._run(STATEMENTS[statement], parameters)

    def stream(self, statement: str, **parameters: Any) -> Iterator[Row]:
        """Yield the rows of the named ``statement``."""
        return iter(self.rows(statement, **parameters))

    def run(self, statement: str, **parameters: Any) -> None:
        """Run the named ``statement`` for its effect."""
        self.rows(statement, **parameters)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is kept together, or nothing; others wait for their turn."""
        with self._lock:
            self._run("BEGIN IMMEDIATE")
            try:
                yield
                self._run("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._run("ROLLBACK")

    def lay_out(self) -> bool:
        """Make the tables that are not there; tell whether it had none of an audit log."""
        there = {*self.rows("tables")}
        if not there <= TABLES:
            raise StoreError(f"{self.path} holds something else: name another folder in `tokens`")
        for one in LAYOUT:
            self.run(one)
        return ("audit",) not in there

    def laid_out(self) -> bool:
        """Tell whether all tables are there."""
        return {*self.rows("tables")} == TABLES

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _run(self, text: str, parameters: dict[str, Any] | None = None) -> list[Row]:
        try:
            with self._lock:
                return self._connection.execute(text, parameters or {}).fetchall()
        except sqlite3.Error as error:
            raise StoreError(f"the register of tokens, {self.path}, fails: {error}") from error
