"""A graph moved to another store is the same graph: the same dump, byte for byte, and the queue."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from graph.errors import DumpError, NotEmptyError
from graph.export import export
from graph.keeping.content import content, fingerprint
from graph.keeping.moving import move
from graph.rdf.restoring import restore
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from tests.conformance.builders import SCHEMA, different, optics, same, take_back, tell, thing, tie
from tests.conformance.conftest import NEO4J
from tests.conformance.test_queue import FACT, PAIRS, REMARK, decide, put


@pytest.fixture(params=["sqlite", NEO4J[0]])
def backend(request: pytest.FixtureRequest) -> str:
    """The kind of store."""
    return str(request.param)


def fill(store: GraphStore) -> None:
    """Let a store have a past: replaced, retracted, judged, undone, asked and decided."""
    tell(store, "optics", *optics())
    tell(store, "one", thing("alpha", "Company", ["vat:1"]), tie("alpha", "WORKS_ON", "oct"))
    tell(store, "two", thing("beta"), thing("gamma"))
    same(store, "alpha", "beta")
    different(store, "alpha", "gamma")
    tell(store, "one", thing("alpha", "Company", ["vat:1"], website="https://a.example"))
    take_back(store, "two")
    put(store, *PAIRS)
    put(store, FACT)
    put(store, REMARK)
    decide(store, PAIRS[0], "rejected")
    decide(store, PAIRS[0], "accepted", "judgement 1")
    decide(store, FACT, "skipped")


def dumped(store: GraphStore, folder: Path) -> bytes:
    export(store, folder / "graph.nq")
    return (folder / "graph.nq").read_bytes()


def test_there_and_back_again(store: GraphStore, tmp_path: Path) -> None:
    with closing(SqliteStore(":memory:")) as origin, closing(SqliteStore(":memory:")) as back:
        fill(origin)
        totals = move(origin, store, SCHEMA)
        assert (totals.proposals, totals.decisions) == (3, 3)
        assert dumped(store, tmp_path) == dumped(origin, tmp_path)
        assert store.queue.entries() == origin.queue.entries()
        assert [*store.queue.decisions()] == [*origin.queue.decisions()]
        assert store.revisions() == origin.revisions()
        move(store, back, SCHEMA)
        assert fingerprint(back) == fingerprint(origin)
        assert dumped(back, tmp_path) == dumped(origin, tmp_path)
        for one in (store, origin):
            decide(one, PAIRS[1], "accepted")
        assert store.queue.tally() == origin.queue.tally()
        assert max(one.number for one in store.queue.decisions()) == 4
        with pytest.raises(NotEmptyError):
            move(origin, store, SCHEMA)


def test_a_queue_that_is_not_whole_is_refused() -> None:
    with closing(SqliteStore(":memory:")) as origin, closing(SqliteStore(":memory:")) as target:
        fill(origin)
        lines = [one for one in content(origin) if not one.startswith('{"decision":')]
        with pytest.raises(DumpError, match="holds 0 of 3 decisions"):
            restore(target, SCHEMA, lines)
        assert target.revision().number == 0


def test_what_is_read_is_of_one_revision(tmp_path: Path) -> None:
    """A SQLite file is written to while it is read: the reader sees nothing of it."""
    path = str(tmp_path / "graph.db")
    with closing(SqliteStore(path)) as origin, closing(SqliteStore(path)) as other:
        fill(origin)
        before = list(content(origin))
        with origin.still():
            lines = content(origin)
            first = next(lines)
            tell(other, "three", thing("delta"))
            assert [first, *lines] == before
        assert list(content(origin)) != before
