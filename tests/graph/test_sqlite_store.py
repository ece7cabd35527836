"""The file of the embedded store."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from graph.doctor.examination import examine
from graph.entities import Entity
from graph.errors import StoreBusyError
from graph.question.paths import PASSED_BY
from graph.sqlite_store import SqliteStore
from graph.sqlite_store.database import CACHE, PASSING, Database
from graph.sqlite_store.golden import SqliteGolden
from tests.conformance.builders import SCHEMA, graph_of, take_back, tell, thing


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


def test_a_file_that_two_bring_up_to_date_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one is done between our look and our turn to write."""

    def late(database: Database) -> AbstractContextManager[None]:
        monkeypatch.undo()
        SqliteStore(database.path).close()
        return database.transaction()

    path = tmp_path / "graph.db"
    SqliteStore(str(path)).close()
    whole = indexes(path)
    with closing(sqlite3.connect(path)) as file:
        file.execute("DROP INDEX record_former")
    monkeypatch.setattr(Database, "transaction", late)
    SqliteStore(str(path)).close()
    assert indexes(path) == whole


@pytest.fixture
def begun(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A new file to which another process is about to write for the first time."""
    file = sqlite3.connect(tmp_path / "graph.db", isolation_level=None, check_same_thread=False)
    with closing(file):
        file.execute("BEGIN IMMEDIATE")
        yield file


def test_who_makes_a_file_waits_for_who_makes_it_too(
    begun: sqlite3.Connection, tmp_path: Path
) -> None:
    timer = threading.Timer(0.2, begun.execute, ["ROLLBACK"])
    timer.start()
    with closing(SqliteStore(str(tmp_path / "graph.db"))) as store:
        assert store.revision().number == 0
    timer.join()


def test_who_makes_a_file_waits_in_vain(
    begun: sqlite3.Connection, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.sqlite_store.database.BUSY_SECONDS", 0.1)
    with pytest.raises(StoreBusyError, match="another process is writing"):
        SqliteStore(str(tmp_path / "graph.db"))


def test_indexes_are_not_made_anew_while_somebody_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.sqlite_store.database.BUSY_SECONDS", 0.1)
    path = str(tmp_path / "graph.db")
    with closing(SqliteStore(path)) as store, closing(SqliteStore(path)) as other:
        (mend,) = [one.mend for one in store.checks if one.ailment == "file"]
        assert mend
        with other.writing("ingest", "half"), pytest.raises(StoreBusyError):
            mend()


def test_whoever_only_looks_is_not_kept_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.sqlite_store.database.BUSY_SECONDS", 0.1)
    path = str(tmp_path / "graph.db")
    with (
        closing(SqliteStore(path)) as store,
        closing(SqliteStore(path)) as other,
        other.writing("ingest", "half"),
    ):
        assert examine(store, SCHEMA) == []


def test_what_ends_a_snapshot_is_what_went_wrong(tmp_path: Path) -> None:
    def fail() -> None:
        with store._database.snapshot() as connection:
            connection.execute("ROLLBACK")  # as SQLite itself does when a disk is full
            raise ZeroDivisionError

    with closing(SqliteStore(str(tmp_path / "graph.db"))) as store:
        with pytest.raises(ZeroDivisionError):
            fail()
        assert store.revision().number == 0


def test_a_thread_that_ended_leaves_no_file_open(tmp_path: Path) -> None:
    def ask() -> None:
        store.revision()

    with closing(SqliteStore(str(tmp_path / "graph.db"))) as store:
        ask()
        before = len([*Path("/dev/fd").iterdir()])
        for _ in range(10):
            thread = threading.Thread(target=ask)
            thread.start()
            thread.join()
        after = len([*Path("/dev/fd").iterdir()])
    assert after - before < 5  # SQLite keeps some to use again


def test_what_a_thread_began_to_read_is_read_on_when_it_has_ended(tmp_path: Path) -> None:
    def begin() -> None:
        entities.append(store.golden.all_entities())
        found.append(next(entities[0]))

    entities: list[Iterator[Entity]] = []
    found: list[Entity] = []
    with closing(SqliteStore(str(tmp_path / "graph.db"))) as store:
        tell(store, "one", *(thing(f"thing-{number}") for number in range(1500)))
        thread = threading.Thread(target=begin)
        thread.start()
        thread.join()
        assert len([*found, *entities[0]]) == 1500


def test_no_byte_stays_of_what_was_purged(tmp_path: Path) -> None:
    """Ids stay in the change log and in the audit log."""
    path, secret = tmp_path / "graph.db", "quetzalcoatl"
    told = [thing(f"company-{number}", description={"en": secret}) for number in range(200)]
    with closing(SqliteStore(str(path))) as store:
        tell(store, "one", thing("alpha"))
        tell(store, "two", *told)
        take_back(store, "two", purge=True)
    assert secret.encode() not in path.read_bytes()


def looked_up(statement: str) -> list[str]:
    """Return what the plan of a named statement looks up, in order."""
    database = Database(":memory:")
    text = database.statements[statement]
    parameters = dict.fromkeys(re.findall(r":(\w+)", text), "")
    plan = database.connection().execute(f"EXPLAIN QUERY PLAN {text}", parameters)
    return [step for *_, step in plan if step.startswith("SEARCH")]


@pytest.mark.parametrize(
    "statement", ["top_one", "count_one", "top_many", "count_many", "organisations"]
)
def test_places_are_read_by_their_range(statement: str) -> None:
    """All places of a technology were read for each interval: 260 ms instead of 1.3."""
    assert "(technology=? AND place>? AND place<?)" in looked_up(statement)[0]


@pytest.mark.parametrize("kind", sorted(PASSED_BY))
def test_the_few_of_a_kind_are_read_without_the_others(tmp_path: Path, kind: str) -> None:
    """Each ingest reads the technologies: of a million entities it looked at all."""
    path, asked = str(tmp_path / "graph.db"), list[str]()
    with closing(SqliteStore(path)) as store:
        tell(store, "one", thing("alpha"), thing("beta", kind))
    database = Database(path)
    database.connection().set_trace_callback(asked.append)
    golden = SqliteGolden(database, lambda: 0)
    assert [entity.id for entity in golden.all_entities(kind)] == ["beta"]
    (statement,) = asked
    assert "INDEXED BY entity_passed_by" in statement
    database.close()


def test_while_a_whole_table_passes_little_of_the_file_is_kept(tmp_path: Path) -> None:
    def kept() -> int:
        ((size,),) = database.ask("PRAGMA cache_size")
        return -int(size)

    path = tmp_path / "graph.db"
    with closing(SqliteStore(str(path))) as store:
        tell(store, "one", thing("alpha"))
    database = Database(str(path))
    passing = database.long_stream("all_entities", kind="")
    assert next(passing)
    assert [*database.long_stream("all_units")]
    assert kept() == PASSING
    assert not [*passing]
    assert kept() == CACHE
    database.close()


def test_a_table_that_passes_may_be_let_go_after_the_store(tmp_path: Path) -> None:
    path = tmp_path / "graph.db"
    with closing(SqliteStore(str(path))) as store:
        tell(store, "one", thing("alpha"))
        passing = iter(store.golden.entity_rows())
        assert next(passing)
    with closing(passing):  # type: ignore[type-var]
        pass
