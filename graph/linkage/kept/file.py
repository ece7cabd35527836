"""A DuckDB file that is made from a store: opened by one process, made anew when it is torn."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import StoreError
from graph.linkage.kept.removal import NAME, remove
from graph.linkage.scoring import MEMORY, database
from graph.lock import locked
from graph.statements import load_statements

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

STATEMENTS = load_statements(Path(__file__).with_name("statements.sql"))
LOCK = "lock.db"
Row = tuple[Any, ...]
Columns = Mapping[str, Sequence[Any]]
log = logging.getLogger(__name__)


class File:
    """The file in ``folder``, or one in memory; ``connection`` reads and writes it."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self.connection = self._opened()

    @classmethod
    @contextmanager
    def of(cls, folder: Path | None) -> Iterator[File]:
        """Open the file of ``folder`` alone.

        Raises ``StoreBusyError`` while another process has it, ``StoreError`` when the folder
        cannot be written to, and ``UsageError`` when DuckDB is not installed.
        """
        with ExitStack() as held:
            try:
                if folder:
                    held.enter_context(locked(folder / LOCK))
            except OSError as error:
                raise StoreError(
                    f"the index of linking cannot be kept in {folder}: {error}; "
                    "let the folder be written to"
                ) from error
            file = cls(folder)
            try:
                yield file
            finally:
                file.connection.close()

    def ask(self, name: str, given: Columns | None = None, **values: Any) -> list[Row]:
        """Return the answer of a statement, which may read the rows ``given`` as a table."""
        if given:
            self.connection.register("given", _table(given))
        try:
            return self.connection.execute(STATEMENTS[name], values).fetchall()
        finally:
            if given:
                self.connection.unregister("given")

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Let what is written inside stand together, or not at all."""
        self.connection.begin()
        try:
            yield
        except BaseException:
            self.connection.rollback()
            raise
        self.connection.commit()

    def renew(self) -> None:
        """Begin again with an empty file."""
        self.connection.close()
        if self._folder:
            remove(self._folder)
        self.connection = self._opened()

    def _opened(self) -> duckdb.DuckDBPyConnection:
        duckdb = database()
        try:
            return self._laid_out()
        except duckdb.Error as error:
            if self._folder is None:
                raise
            log.warning("the index of linking in %s is made anew: %s", self._folder, error)
            remove(self._folder)
            return self._laid_out()

    def _laid_out(self) -> duckdb.DuckDBPyConnection:
        path = str(self._folder / NAME) if self._folder else ":memory:"
        connection: duckdb.DuckDBPyConnection = database().connect(path)
        connection.execute("SET memory_limit = ?", [MEMORY])
        if not connection.execute("SHOW TABLES").fetchall():
            connection.execute(STATEMENTS["layout"])
        return connection


def _table(columns: Columns) -> pa.Table:
    import pyarrow as pa

    number, text = pa.int64(), pa.string()
    types = {
        **dict.fromkeys(("number", "record", "rows"), number),
        **{"keys": pa.list_(number), "identifiers": pa.list_(text), "said": pa.binary()},
    }
    return pa.table({one: pa.array(some, types.get(one, text)) for one, some in columns.items()})
