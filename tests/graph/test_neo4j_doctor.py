"""What only a Neo4j database may have out of order: its journal, its constraints and indexes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import neo4j
import pytest

from graph.doctor.examination import Finding, examine
from graph.errors import StoreBusyError
from graph.neo4j_store import Neo4jStore
from graph.neo4j_store.journal import Journal
from graph.schema import load_schema
from tests.conformance.builders import graph_of, tell, thing, tie
from tests.neo4j_testing import credentials, empty

pytestmark = pytest.mark.neo4j
SPILL = 7


@pytest.fixture
def url(neo4j_url: str) -> Iterator[str]:
    """The address of the server, with a store of two firms in it."""
    empty(neo4j_url)
    with closing(Neo4jStore(neo4j_url, *credentials())) as store:
        tell(store, "one", thing("alpha"), thing("beta"))
    yield neo4j_url
    empty(neo4j_url)


def run(url: str, *queries: str) -> None:
    driver = neo4j.GraphDatabase.driver(url, auth=credentials())
    with driver, driver.session() as session:
        for query in queries:
            session.run(query).consume()


def examined(url: str, *, mend: bool) -> list[Finding]:
    with closing(Neo4jStore(url, *credentials(), as_found=True)) as store:
        return examine(store, load_schema(), mend=mend)


def check(url: str, *expected: str) -> None:
    """Make sure that ``expected`` is found, and nothing any more once it was mended."""
    found = examined(url, mend=False)
    assert [one.ailment for one in found] == [*expected]
    assert examined(url, mend=True) == [replace(one, mended=True) for one in found]
    assert examined(url, mend=False) == []


class PowerCutError(Exception):
    """Stands for the end of a process."""


@pytest.mark.parametrize("step", ["_close", "_tidy"])
def test_an_interrupted_writer(url: str, step: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def die(*_: object) -> None:
        raise PowerCutError

    with closing(Neo4jStore(url, *credentials(), spill=SPILL)) as store:
        before = graph_of(store)
        firms = [thing(f"firm-{number}") for number in range(20)]
        with monkeypatch.context() as patch:
            patch.setattr(Journal, "_mend", lambda _: None)
            patch.setattr(Journal, step, die)
            with pytest.raises(PowerCutError):
                tell(store, "two", *firms)
    check(url, "interrupted")
    with closing(Neo4jStore(url, *credentials())) as store:
        assert (graph_of(store) == before) == (step == "_close")


def test_what_was_not_tidied(url: str) -> None:
    run(url, "CREATE (:_Name:_Closed {entity: 'gone', folded: 'gone', opened: 1, closed: 1})")
    check(url, "leftover")


def test_numbers_far_ahead(url: str) -> None:
    """Each number that is borne is taken back, not all up to it."""
    run(
        url,
        "CREATE (:_Name {entity: 'late', folded: 'late', opened: 1000000})",
        "CREATE (:_Name {entity: 'later', folded: 'later', opened: 3000000, closed: 4000000})",
    )
    assert {one.ailment for one in examined(url, mend=True) if one.mended} >= {"ahead"}
    assert examined(url, mend=False) == []


def test_indexes_and_constraints(url: str) -> None:
    run(url, "DROP INDEX lumigraph_reach", "DROP CONSTRAINT lumigraph_entity")
    check(url, "constraint_missing")
    other = "CREATE CONSTRAINT other FOR (n:_Unit) REQUIRE n.digest IS UNIQUE"
    try:
        run(url, other)
        (found,) = examined(url, mend=True)
        assert (found.ailment, found.places) == ("constraint_foreign", ("other on _Unit",))
        assert not found.mended
    finally:
        run(url, "DROP CONSTRAINT other IF EXISTS")


def test_nobody_is_examined_while_writing(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.neo4j_store.journal.BUSY_SECONDS", 0.5)
    with (
        closing(Neo4jStore(url, *credentials())) as writer,
        writer.writing("ingest", "half"),
        pytest.raises(StoreBusyError),
    ):
        examined(url, mend=False)


def test_a_later_number_that_only_relations_bear(url: str) -> None:
    firms = ("alpha", "beta", "gamma")
    with closing(Neo4jStore(url, *credentials())) as store:
        tell(store, "ties", *map(thing, firms), *(tie(one, "MEMBER_OF", "delta") for one in firms))
        tell(store, "delta", thing("delta", "Cluster"))
        before = graph_of(store)
    run(
        url,
        "MATCH (:_Entity {id: 'alpha'})-[r:MEMBER_OF]->() SET r._opened = 99",
        "MATCH (:_Entity {id: 'beta'})-[r:MEMBER_OF]->() SET r._closed = 77",
    )
    found = {one.ailment: {*one.places} for one in examined(url, mend=False)}
    assert found["ahead"] == {f"relation {one} MEMBER_OF delta" for one in ("alpha", "beta")}
    assert all(one.mended for one in examined(url, mend=True))
    assert examined(url, mend=False) == []
    with closing(Neo4jStore(url, *credentials())) as store:
        assert graph_of(store) == before
