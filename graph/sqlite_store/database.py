"""One SQLite file, its connections and its transactions."""

from __future__ import annotations

import re
import sqlite3
import threading
import time
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from weakref import WeakSet

from graph.errors import StoreBusyError, StoreError
from graph.ledger.codec import dump
from graph.sqlite_store.steps import step_up
from graph.statements import load_statements

LAYOUT = "3"
HERE = Path(__file__).parent
STATEMENTS = ("journal", "ledger", "golden", "names", "reach", "queue")
"""The files of named statements."""
MADE = re.compile(r"^CREATE (?:UNIQUE |VIRTUAL )?(?:TABLE|INDEX|TRIGGER) (\w+)", re.MULTILINE)
NUL = "\\u0000"
"""The character, as it stands in JSON."""
BUSY_SECONDS = 5.0
CACHE, ROOMY, PASSING = 65_536, 524_288, 16_384
"""KiB of the file kept in memory: always; while an empty file is filled; of what passes once."""
ROWS = 1_000
"""How many rows are fetched at a time."""

Parameters = Mapping[str, Any]


def statements() -> dict[str, str]:
    """Return name → text of every statement."""
    found: dict[str, str] = {}
    for name in STATEMENTS:
        found |= load_statements(HERE / f"{name}.sql")
    return found


class Held:
    """A connection that is closed when nobody holds this any more, as when its thread has ended.

    Servers start and end many threads, and each connection keeps a file open and memory.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._passing = 0

    def __del__(self) -> None:
        self.connection.close()

    @contextmanager
    def sparing(self) -> Iterator[None]:
        """Keep little of the file while whole tables pass, one or several."""
        self._passing += 1
        self.connection.execute(f"PRAGMA cache_size = {-PASSING}")
        try:
            yield
        finally:
            self._passing -= 1
            if not self._passing:
                with suppress(sqlite3.ProgrammingError):  # the store was closed meanwhile
                    self.connection.execute(f"PRAGMA cache_size = {-CACHE}")


class Database:
    """Connections to one file: one a thread for a file, a single one for ``:memory:``."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._local = threading.local()
        self._open: WeakSet[Held] = WeakSet()
        self._shared: Held | None = None
        if path == ":memory:":
            self._shared = Held(self._connect())
        self.statements = statements()
        try:
            self._lay_out()
        except BaseException:
            self.close()  # or the file could not be removed as long as the error is told
            raise

    def connection(self) -> sqlite3.Connection:
        """Return the connection of this thread."""
        return self._held().connection

    def _held(self) -> Held:
        if self._shared is not None:
            return self._shared
        held: Held | None = getattr(self._local, "held", None)
        if held is None:
            held = self._local.held = Held(self._connect())
            self._open.add(held)
        return held

    def rows(self, statement: str, **parameters: Any) -> list[tuple[Any, ...]]:
        """Run the named ``statement`` and return its rows; collections are passed as JSON."""
        try:
            cursor = self.connection().execute(self.statements[statement], _plain(parameters))
            return cursor.fetchall()
        except sqlite3.Error as error:
            raise self._read_error(error) from error

    def stream(self, statement: str, **parameters: Any) -> Iterator[tuple[Any, ...]]:
        """Run the named ``statement`` and yield its rows, even when this thread ends meanwhile."""
        held = self._held()
        try:
            cursor = held.connection.execute(self.statements[statement], _plain(parameters))
            while some := cursor.fetchmany(ROWS):
                yield from some
        except sqlite3.Error as error:
            raise self._read_error(error) from error

    def long_stream(self, statement: str, **parameters: Any) -> Iterator[tuple[Any, ...]]:
        """Run the named ``statement``, which goes through a whole table, and yield its rows.

        A file is read on a connection of its own that keeps little of it, and sorts on disk, so
        memory does not grow; what is asked beside keeps little too. What is read inside
        ``snapshot`` or a transaction is read there.
        """
        held = self._held()
        if self._shared or held.connection.in_transaction:
            yield from self.stream(statement, **parameters)
            return
        connection = self._connect()
        try:
            with held.sparing():
                connection.execute(f"PRAGMA cache_size = {-PASSING}")
                connection.execute("PRAGMA temp_store = FILE")
                cursor = connection.execute(self.statements[statement], _plain(parameters))
                while some := cursor.fetchmany(ROWS):
                    yield from some
        except sqlite3.Error as error:
            raise self._read_error(error) from error
        finally:
            connection.close()

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Let all that this thread reads inside be of one moment, whoever writes meanwhile."""
        connection = self.connection()
        if connection.in_transaction:
            yield connection
            return
        connection.execute("PRAGMA temp_store = FILE")
        connection.execute("BEGIN")
        try:
            self.rows("last_revision")  # only what is read pins the moment
            yield connection
        finally:
            _roll_back(connection)
            connection.execute("PRAGMA temp_store = MEMORY")

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Run a reading statement that has no name, and return its rows."""
        try:
            return self.connection().execute(query).fetchall()
        except sqlite3.Error as error:
            raise self._read_error(error) from error

    def _read_error(self, error: sqlite3.Error) -> StoreError:
        return _unusable(self.path, error, f"the store {self.path} cannot be read: {error}")

    def run(self, statement: str, **parameters: Any) -> int:
        """Run the named ``statement`` for its effect; return the rows it touched."""
        cursor = self.connection().execute(self.statements[statement], _plain(parameters))
        return cursor.rowcount

    def run_many(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        """Run the named ``statement`` once for each of ``rows`` (positional parameters)."""
        self.connection().executemany(self.statements[statement], rows)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All that is written inside is kept together, or nothing of it.

        Inside another of this thread it is a part of that: what fails takes back all of both.
        """
        connection, part = self.connection(), getattr(self._local, "writing", False)
        try:
            if not part:
                connection.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise _write_error(self.path, error) from error
        self._local.writing = True
        try:
            yield
            if not part:
                connection.execute("COMMIT")
        except sqlite3.Error as error:
            _roll_back(connection)
            raise _write_error(self.path, error) from error
        except BaseException:
            _roll_back(connection)
            raise
        finally:
            self._local.writing = part

    @contextmanager
    def filling(self, *tables: str) -> Iterator[None]:
        """Let many rows into empty ``tables``: with room in memory, and indexes made afterwards."""
        connection = self.connection()
        indexes = self.rows("indexes", tables=tables)
        for name, _ in indexes:
            connection.execute(f"DROP INDEX {name}")
        connection.execute(f"PRAGMA cache_size = {-ROOMY}")
        try:
            yield
            for _, made_by in indexes:
                connection.execute(made_by)
        finally:
            connection.execute(f"PRAGMA cache_size = {-CACHE}")

    def close(self) -> None:
        """Close every connection."""
        for held in list(self._open):
            held.connection.close()
        self._open.clear()
        if self._shared:
            self._shared.connection.close()

    def __del__(self) -> None:
        self.close()

    def _connect(self) -> sqlite3.Connection:
        try:
            connection = sqlite3.connect(
                self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )
            try:
                _write_ahead(connection)
            except sqlite3.Error:
                connection.close()
                raise
        except sqlite3.Error as error:
            raise _unusable(
                self.path,
                error,
                f"cannot open the store {self.path}: {error}. Name a file that you may write to, "
                "as sqlite:///folder/graph.db",
            ) from error
        connection.execute("PRAGMA synchronous = NORMAL")
        # What is erased is not to be read from the pages that it stood on.
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute(f"PRAGMA cache_size = {-CACHE}")
        connection.execute("PRAGMA temp_store = MEMORY")
        return connection

    def _lay_out(self) -> None:
        """Create what the layout has and the file has not; refuse a file that is something else.

        A new file has nothing; one of an earlier version may lack an index added since, or be of
        an earlier layout.
        """
        if self._layout() == LAYOUT and not self._missing():
            return
        with self.transaction():  # in which all is read again: another process may have been first
            layout = self._layout()
            if layout not in {"", LAYOUT} and not step_up(self.connection(), layout, LAYOUT):
                raise StoreError(_another_layout(self.path, layout))
            for part in self._missing():
                self.connection().execute(part)
            self.run("set_meta", name="layout", value=LAYOUT)

    def _layout(self) -> str:
        """Return the layout of the file, '' for a new one."""
        there = self._there()
        found = self.rows("get_meta", name="layout") if {"meta", "revision"} <= there else []
        if there and not found:
            raise StoreError(f"the file {self.path} holds something else: name another file")
        return str(found[0][0]) if found else ""

    def _missing(self) -> list[str]:
        """Return what makes each part of the layout that the file has not."""
        there = self._there()
        return [part for name, part in _schema() if name not in there]

    def _there(self) -> set[str]:
        return {name for (name,) in self.ask("SELECT name FROM sqlite_master LIMIT 100")}


def _schema() -> list[tuple[str, str]]:
    """Return what the layout is made of: the name of each table and index, and what makes it."""
    parts = (HERE / "schema.sql").read_text(encoding="utf-8").split(";\n")
    return [(made[1], part) for part in parts if (made := MADE.search(part))]


def _plain(parameters: Parameters) -> dict[str, Any]:
    return {
        name: _listed(value)
        if isinstance(value, Collection) and not isinstance(value, str)
        else value
        for name, value in parameters.items()
    }


def _listed(values: Collection[Any]) -> str:
    """Return values as the JSON that a statement reads.

    SQLite ends a text in JSON at a NUL: what is asked for by a name with one would be found by what
    stands before it. No name has one.
    """
    text = dump(list(values))
    if NUL not in text:
        return text
    return dump([one.replace("\0", "\ufffd") if isinstance(one, str) else one for one in values])


def _another_layout(path: str, found: str) -> str:
    return (
        f"{path} is a store of layout {found}, not {LAYOUT}: use the version of Lumigraph "
        "that wrote it, or name another file and ingest the sources again"
    )


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Let writers write beside the file, so that others read it meanwhile.

    Who makes a new file is in the way of who makes it too, and there SQLite does not wait.
    """
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_BUSY" or time.monotonic() > until:
                raise
        time.sleep(0.01)


def _unusable(path: str, error: sqlite3.Error, otherwise: str) -> StoreError:
    """Return the error for a file that is no database, a torn or a busy one, else ``otherwise``."""
    name = getattr(error, "sqlite_errorname", "")  # the errors of the module itself have none
    if name == "SQLITE_BUSY":
        return _busy(path)
    if name == "SQLITE_NOTADB":
        return StoreError(f"{path} is no SQLite file: name another file")
    if name.startswith("SQLITE_CORRUPT"):
        return StoreError(
            f"{path} is damaged: bring back a copy of it, "
            "or name another file and ingest the sources again"
        )
    return StoreError(otherwise)


def _busy(path: str) -> StoreBusyError:
    return StoreBusyError(
        f"another process is writing to {path}: wait until it has ended, then try again"
    )


def _write_error(path: str, error: sqlite3.Error) -> StoreError:
    if "locked" in str(error):
        return _busy(path)
    return StoreError(f"cannot write to {path}: {error}. Nothing was changed")


def _roll_back(connection: sqlite3.Connection) -> None:
    if connection.in_transaction:
        connection.execute("ROLLBACK")
