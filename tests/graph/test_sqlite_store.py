"""The file of the embedded store."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from graph.sqlite_store import SqliteStore
from tests.conformance.builders import graph_of, tell, thing


def indexes(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as file:
        return {name for (name,) in file.execute("SELECT name FROM sqlite_master") if name}


def test_a_file_of_an_earlier_version_gets_the_indexes_that_were_added_since(
    tmp_path: Path,
) -> None:
    path = tmp_path / "graph.db"
    with closing(SqliteStore(str(path))) as store:
        tell(store, "one", thing("alpha"))
        expected = graph_of(store)
    whole = indexes(path)
    with closing(sqlite3.connect(path)) as file:
        file.execute("DROP INDEX record_former")
    assert indexes(path) == whole - {"record_former"}
    with closing(SqliteStore(str(path))) as store:
        assert graph_of(store) == expected
    assert indexes(path) == whole
