"""What is kept of a graph: as long as it holds, and no more than there is room for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from graph.entities import Entity
from graph.question.paths import PASSED_BY
from graph.sqlite_store import SqliteStore
from graph.sqlite_store.database import Database
from tests.conformance.builders import tell, thing, tie

ASKED = "laser centre"


def named(id_: str) -> tuple[str, str]:
    return (id_, f"{ASKED} {id_}")


def told(store: SqliteStore, *ids: str) -> None:
    tell(store, "one", *(thing(id_, name={"en": f"{ASKED} {id_}"}) for id_ in ids))


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "graph.db")


@pytest.fixture
def store(path: str) -> Iterator[SqliteStore]:
    with closing(SqliteStore(path)) as store:
        told(store, "alpha")
        yield store


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the grams whose rows are read from now on."""
    grams: list[str] = []
    whole = Database.rows

    def rows(database: Database, statement: str, **parameters: list[str]) -> list[tuple[str, ...]]:
        if statement == "holding":
            grams.extend(parameters["grams"])
        return whole(database, statement, **parameters)

    monkeypatch.setattr(Database, "rows", rows)
    return grams


def test_what_is_kept_is_not_read_again(store: SqliteStore, read: list[str]) -> None:
    assert store.names.resembling(ASKED, []) == [named("alpha")]
    first = list(read)
    assert first
    assert store.names.resembling(ASKED, []) == [named("alpha")]
    assert read == first


def test_what_another_process_wrote_is_found(store: SqliteStore, path: str) -> None:
    assert store.names.resembling(ASKED, []) == [named("alpha")]
    with closing(SqliteStore(path)) as other:
        told(other, "alpha", "beta")
    assert store.names.resembling(ASKED, []) == [named("alpha"), named("beta")]


def test_what_is_being_written_is_found_and_not_kept(store: SqliteStore) -> None:
    def interrupted() -> None:
        with store.writing("test", ""):
            store.names.renew(["alpha"], [changed])
            assert store.names.resembling(ASKED, []) == [("alpha", f"{ASKED} beta")]
            raise InterruptedError

    changed = Entity("alpha", "Organisation", "Company", {"name": {"en": f"{ASKED} beta"}})
    assert store.names.resembling(ASKED, []) == [named("alpha")]
    with pytest.raises(InterruptedError):
        interrupted()
    assert store.names.resembling(ASKED, []) == [named("alpha")]
    assert store.names.resembling("beta", []) == []


def test_no_more_is_kept_than_there_is_room_for(
    store: SqliteStore, read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    told(store, "alpha", "beta")
    monkeypatch.setattr(store.names._postings, "_room", 3)
    for _ in range(2):
        assert store.names.resembling(ASKED, []) == [named("alpha"), named("beta")]
    assert len(set(read)) < len(read) <= 2 * len(set(read))
    kept = store.names._postings._kept
    assert [len(rows) for rows in kept.values()] == [2]


def test_a_way_does_not_lead_through_a_technology_that_another_process_wrote(
    store: SqliteStore, path: str
) -> None:
    def ways(avoided: frozenset[str]) -> list[list[str]]:
        return store.golden.ways("alpha", "beta", 1, avoided)

    assert ways(PASSED_BY) == []
    with closing(SqliteStore(path)) as other:
        about = [tie(one, "ABOUT", "optics") for one in ("alpha", "beta")]
        parties = [thing(one, "Project") for one in ("alpha", "beta")]
        tell(other, "one", *parties, thing("optics", "Technology"), *about)
    assert ways(PASSED_BY) == []
    assert ways(PASSED_BY - {"Technology"}) == [["alpha", "optics", "beta"]]
