"""Revisions that were interrupted, and readers meanwhile."""

from __future__ import annotations

import os
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import count, product
from pathlib import Path
from typing import NoReturn

import neo4j
import pytest
from neo4j.exceptions import TransientError

from graph.doctor.examination import examine
from graph.entities import Relation
from graph.errors import StoreError
from graph.neo4j_store import Neo4jStore
from graph.neo4j_store.writing import Writing
from graph.stored import GoldenDelta
from lumigraph.neo4j_server import Neo4jServer
from tests.conformance.builders import SCHEMA, optics, tell, thing, tie
from tests.graph.neo4j_store.trial import (
    ALPHA,
    CHAIN,
    ROOT,
    SPILL,
    ask,
    content,
    interrupted,
    leftovers,
    opened,
    prepared,
    twenty,
)
from tests.neo4j_testing import credentials, line_to

pytestmark = pytest.mark.neo4j


def test_a_revision_interrupted_before_its_end_is_undone(
    url: str, raw: neo4j.Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = prepared(url)
    interrupted(url, monkeypatch, "_close")
    assert leftovers(raw)
    with opened(url) as store:
        assert content(store) == before
        assert not leftovers(raw)
        tell(store, "one", thing("beta"))
        assert store.revision().number == 3


def test_a_revision_interrupted_after_its_end_is_finished(
    url: str, raw: neo4j.Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = prepared(url)
    interrupted(url, monkeypatch, "_tidy")
    assert leftovers(raw)
    with opened(url) as store:
        after = content(store)
        assert store.golden.types(["alpha", "beta"]) == {"alpha": "University", "beta": "Company"}
    assert not leftovers(raw)
    assert after != before
    [[labels]] = ask(raw, "MATCH (n:_Entity {id: 'alpha'}) RETURN labels(n)")
    assert set(labels) == {"Organisation", "University", "_Entity"}


def test_a_reader_sees_a_closed_revision_before_it_is_tidied(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared(url)
    with opened(url) as reader:
        interrupted(url, monkeypatch, "_tidy")
        untidied = content(reader)
        assert reader.golden.types(["alpha"]) == {"alpha": "University"}
    with opened(url) as store:
        assert content(store) == untidied


def test_ways_are_those_of_the_closed_revision_while_a_large_one_goes_in(
    url: str, raw: neo4j.Driver
) -> None:
    names = ["a", "b", "c", "d"]
    spare = [Relation(one, "PART_OF", other) for one, other in product(names, names)]
    with opened(url, spill=SPILL) as store, opened(url) as reader:
        tell(store, "one", *map(thing, names), *(tie(*one) for one in CHAIN))
        before = [reader.golden.ways("a", goal, 2, []) for goal in ("b", "d")]
        with store.writing("load", "more"):
            store.golden.apply(GoldenDelta(relations=[one for one in spare if one.key[0] < "d"]))
            store.golden.apply(GoldenDelta(relations_gone=[(*CHAIN[0], "", 0)]))
            assert ask(raw, "MATCH ({id: 'a'})-[r:PART_OF]->({id: 'd'}) RETURN count(r)") == [[1]]
            assert [reader.golden.ways("a", goal, 2, []) for goal in ("b", "d")] == before
        assert reader.golden.ways("a", "d", 2, []) == [["a", "d"], ["a", "b", "d"]]


def test_a_foreign_relationship_outlives_what_is_undone(
    url: str, raw: neo4j.Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = prepared(url)
    interrupted(url, monkeypatch, "_close")
    ask(raw, "MATCH (e:_Entity {id: 'beta'}) CREATE (:Note)-[:MEMBER_OF]->(e)")
    with opened(url, alongside=True) as store:
        assert content(store) == before
        look = "MATCH (:Note)-[:MEMBER_OF]->(e) RETURN labels(e), keys(e)"
        [[labels, keys]] = ask(raw, look)
        assert (labels, set(keys) - {"_first"}) == (["_Gone"], {"id", "name"})
        tell(store, "two", thing("beta"))
        assert store.golden.types(["beta"]) == {"beta": "Company"}
        [[labels, _]] = ask(raw, look)
        assert set(labels) == {"Organisation", "Company", "_Entity"}


WRITER = """
import sys
from graph.neo4j_store import Neo4jStore
from tests.graph.neo4j_store.trial import twenty

store = Neo4jStore(*sys.argv[1:4], spill=5)
with store.writing("ingest", "half"):
    store.golden.apply(twenty())
    print("half way", flush=True)
    sys.stdin.read()
"""


def test_a_killed_writer_is_undone_but_a_living_one_is_not(url: str, raw: neo4j.Driver) -> None:
    before = prepared(url)
    command = [sys.executable, "-c", WRITER, url, *credentials()]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "half way\n"
        with opened(url) as store:
            assert content(store) == before
            assert leftovers(raw)
            os.kill(writer.pid, signal.SIGKILL)
            writer.wait()
    with opened(url) as store:
        assert content(store) == before
        assert not leftovers(raw)


def write_on(store: Neo4jStore, meanwhile: Callable[[], None]) -> None:
    """Write a revision in the middle of which something happens."""
    with store.writing("ingest", "half"):
        store.golden.apply(twenty())
        meanwhile()
        store.golden.apply(GoldenDelta(relations=[Relation("e1", "PART_OF", "e2")]))
        store.golden.apply(twenty())


@pytest.mark.parametrize("spill", [SPILL, 50_000])
def test_a_connection_lost_in_mid_write(url: str, raw: neo4j.Driver, spill: int) -> None:
    before = prepared(url)
    with (
        line_to(url) as line,
        opened(line.url, spill=spill) as store,
        pytest.raises(StoreError, match=r"was lost while writing.*Run the command again"),
    ):
        write_on(store, line.cut)
    with opened(url) as store:
        assert content(store) == before
        assert not leftovers(raw)


def test_a_question_that_fails_for_a_reason_that_passes(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared(url)
    failed: list[object] = []

    def fail(*question: object) -> None:
        failed.append(question)
        raise TransientError

    with opened(url) as store:
        before = store.revision()
        monkeypatch.setattr(neo4j.Session, "run", fail)
        assert store.revision() == before
    assert len(failed) == 1


@pytest.fixture
def own_server(neo4j_server: Neo4jServer, tmp_path: Path) -> Iterator[Neo4jServer]:
    """A server that has never held anything and may be killed."""
    lib, java = neo4j_server.lib, neo4j_server.java
    with Neo4jServer(tmp_path, lib, java, "secret-word", "512m", "64m") as server:
        yield server
    assert server.pid is None
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", server.bolt_port))


@pytest.mark.timeout(600)
def test_a_server_killed_in_mid_write_and_then_without_room(own_server: Neo4jServer) -> None:
    access = (own_server.url, "neo4j", own_server.password)
    with closing(Neo4jStore(*access, spill=SPILL)) as store:
        tell(store, "optics", *optics(), *(thing(f"firm-{number}") for number in range(60)))
        _assert_first_nodes_are_entities(store)
        before = content(store)
        with pytest.raises(StoreError, match="was lost while writing"):
            write_on(store, own_server.kill)
    own_server.start()
    with closing(Neo4jStore(*access)) as store:
        assert content(store) == before
        tell(store, "optics", *ALPHA)
        tell(store, "one", *(thing(f"plant-{number}") for number in range(80)))
        _assert_first_nodes_are_entities(store)
        acknowledged = ["optics", "one"]
        with without_room(own_server), pytest.raises(StoreError, match="make room there"):
            fill_up(store, acknowledged)
    own_server.kill()
    own_server.start()
    with closing(Neo4jStore(*access)) as store:
        assert [one.info.name for one in store.ledger.sources()] == sorted(acknowledged)
        assert examine(store, SCHEMA, thorough=True) == []


@pytest.mark.timeout(600)
def test_a_server_that_may_not_write(own_server: Neo4jServer) -> None:
    """What is there can be read; what is not written is told, and goes in when it may again."""
    access = (own_server.url, "neo4j", own_server.password)
    with closing(Neo4jStore(*access)) as store:
        tell(store, "optics", *optics())
        before = content(store)
    own_server.stop()
    own_server.settings = {"server.databases.default_to_read_only": "true"}
    own_server.start()
    with closing(Neo4jStore(*access)) as store:
        with pytest.raises(StoreError, match="is read-only, and nothing was changed: take it out"):
            tell(store, "one", *ALPHA)
        assert content(store) == before
    own_server.stop()
    own_server.settings = {}
    own_server.start()
    with closing(Neo4jStore(*access)) as store:
        assert content(store) == before
        tell(store, "one", *ALPHA)
        assert examine(store, SCHEMA, thorough=True) == []


def fill_up(store: Neo4jStore, acknowledged: list[str]) -> NoReturn:
    """Take in one source after the other, until one cannot be."""
    for number in count():
        tell(store, f"source-{number}", *(thing(f"bush-{number}-{nth}") for nth in range(9)))
        acknowledged.append(f"source-{number}")
    raise AssertionError("there is no end of numbers")


ROOM = 5_000
"""Bytes by which the server's largest file may grow."""


@contextmanager
def without_room(server: Neo4jServer) -> Iterator[None]:
    """Let no file of the server grow much, as on a disk that is full."""
    assert server.pid is not None
    logs = (server.home / "data" / "transactions" / "neo4j").glob("neostore.transaction.db.*")
    most = max(one.stat().st_size for one in logs) + ROOM
    before = resource.prlimit(server.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        yield
    finally:
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, before)


def _assert_first_nodes_are_entities(store: Neo4jStore) -> None:
    """What a person sees who types what the next line asks, on a server new to Lumigraph."""
    nodes = store.cypher("MATCH (n) RETURN labels(n) AS labels, n.name AS name LIMIT 50")
    assert len(nodes) == 50
    assert all("_Entity" in node["labels"] and len(node["labels"]) > 1 for node in nodes)
    assert all(node["name"] for node in nodes)


def test_a_writer_that_was_thought_dead_cannot_go_on(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = Writing._commit
    with opened(url) as other, opened(url, spill=SPILL) as sleeper:

        def commit_and_sleep(work: Writing) -> None:
            """Commit, and wake up when another process has taken over what seemed left behind."""
            commit(work)
            other._database.apart("take_over", writer="somebody else")

        with monkeypatch.context() as patch:
            patch.setattr(Writing, "_commit", commit_and_sleep)
            with pytest.raises(StoreError, match="another process took over"):
                write_on(sleeper, lambda: None)
        assert other.golden.counts() == ({}, {})
        tell(other, "one", thing("alpha"))
        assert other.golden.counts() == ({"Organisation": 1}, {})
