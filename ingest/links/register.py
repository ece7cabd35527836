"""The file of links. It lies beside the store, and is in no dump."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

from graph.errors import StoreError
from graph.statements import load_statements
from ingest.links.link import Link

STATEMENTS = load_statements(Path(__file__).with_suffix(".sql"))


class Register:
    """Links in one SQLite file, which is made when it is not there; ``opening`` gives one."""

    def __init__(self, file: Path, connection: sqlite3.Connection) -> None:
        self._file = file
        self._connection = connection
        self._run("layout")

    def links(self) -> dict[str, Link]:
        """Return every link by its address."""
        return {row[0]: Link(*row) for row in self._run("links")}

    def put(self, link: Link) -> None:
        """Keep what is known of a link now; it stays whatever happens afterwards."""
        self._run("put", **asdict(link))

    def forget(self, address: str) -> None:
        """Drop a link."""
        self._run("forget", address=address)

    def _run(self, statement: str, **parameters: Any) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(STATEMENTS[statement], parameters).fetchall()
        except sqlite3.Error as error:
            raise _unusable(self._file, error) from error


@contextmanager
def opening(file: Path) -> Iterator[Register]:
    """Open the register in ``file``; raise ``StoreError`` where it cannot be used."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(file, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise _unusable(file, error) from error
    with closing(connection):
        yield Register(file, connection)


def _unusable(file: Path, error: Exception) -> StoreError:
    return StoreError(f"the register of links {file} fails ({error}): remove it, and check anew")
