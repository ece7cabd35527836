"""Peers and ours answer alike on a small graph; so a difference in time is all there is."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from bench.child import ingest as child_ingest
from bench.generator import LAST_YEAR, Generator, Spec
from bench.peers import triples
from bench.peers.networkx_peer import InMemory
from bench.peers.plain import Ends, Question
from bench.peers.plain_cypher import PlainCypher
from bench.peers.plain_sql import PlainSql
from bench.rows.asking import check_alike, our_way, questions
from bench.rows.change import Versions, our_way_in
from bench.rows.walk import (
    finder,
    length,
    misspellings,
    near,
    participants,
    share_of_right,
    surroundings,
    way,
)
from bench.rows.widest import largest_branch
from bench.workshop import BenchError
from graph.ledger.holdings import Holdings
from graph.ledger.reference import regions_of
from graph.ledger.writing import ingest, retract
from graph.schema import load_schema
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from lumigraph.loading import take_in_technologies
from lumigraph.neo4j_server import Neo4jServer

SPEC = Spec(scale=0.002)


def filled(spec: Spec) -> GraphStore:
    store = SqliteStore(":memory:")
    made = Generator(spec)
    take_in_technologies(Holdings(store))
    ingest(store, load_schema(), made.info, made.units(), regions_of)
    return store


@pytest.fixture(scope="module")
def store() -> GraphStore:
    return filled(SPEC)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> PlainSql:
    peer = PlainSql(tmp_path_factory.mktemp("plain") / "plain.db")
    made = Generator(SPEC)
    peer.load(made.entities(), made.relations())
    return peer


@pytest.fixture(scope="module")
def asked(plain: PlainSql) -> list[Question]:
    drawn = questions(Generator(SPEC), plain, 40)
    return [*drawn, Question("photonics", "DE", LAST_YEAR), Question("lasers", "FR", LAST_YEAR)]


@pytest.fixture
def cypher(neo4j_server: Neo4jServer) -> Iterator[PlainCypher]:
    import neo4j

    from lumigraph.neo4j_server import USER

    auth = (USER, neo4j_server.password)
    with neo4j.GraphDatabase.driver(neo4j_server.url, auth=auth) as driver:
        peer = PlainCypher(driver)
        made = Generator(SPEC)
        peer.load(made.entities(), made.relations())
        yield peer
        driver.execute_query("MATCH (n) DETACH DELETE n")
        # An equal constraint that a store left on the server takes the place of the peer's own.
        for name in ("organisation", "project", "grant", "region", "technology"):
            driver.execute_query(f"DROP CONSTRAINT {name} IF EXISTS")
        driver.execute_query("DROP INDEX names IF EXISTS")


def test_plain_sql_answers_the_question_as_we_do(
    store: GraphStore, plain: PlainSql, asked: list[Question]
) -> None:
    check_alike({"plain": plain.who, "ours": our_way(store)}, asked)
    total, hits = plain.who(asked[-1])
    assert total >= len(hits) > 5


@pytest.mark.neo4j
def test_plain_cypher_answers_as_plain_sql_networkx_and_we_do(
    store: GraphStore, plain: PlainSql, cypher: PlainCypher, asked: list[Question]
) -> None:
    check_alike({"sql": plain.who, "cypher": cypher.who}, asked)
    memory = InMemory(plain.rows("ends"))
    some = participants(plain)[:30]
    check_alike({"networkx": memory.neighbours, "cypher": cypher.neighbours}, some)
    check_alike({"ours": surroundings(store), "cypher": cypher.surroundings}, some)
    ends = ends_of(some)
    between = {"networkx": memory.path, "cypher": cypher.path, "ours": length(store)}
    check_alike(between, ends)
    assert any(memory.path(pair) > 1 for pair in ends)
    meant = misspellings(Random(1), plain)[0]
    assert share_of_right([cypher.search(meant.typed)], [meant]) in (0, 100)


def ends_of(some: list[str]) -> list[Ends]:
    return list(zip(some, reversed(some), strict=True))


def test_an_answer_that_differs_is_told(plain: PlainSql, asked: list[Question]) -> None:
    with pytest.raises(BenchError, match="wrong"):
        check_alike({"plain": plain.who, "wrong": lambda _: (0, [])}, asked)


def test_networkx_finds_the_same_neighbours_and_paths(store: GraphStore, plain: PlainSql) -> None:
    memory = InMemory(plain.rows("ends"))
    some = participants(plain)[:40]
    check_alike({"networkx": memory.neighbours, "ours": near(store)}, some)
    check_alike({"networkx": memory.path, "ours": way(store)}, ends_of(some))


def test_misspelt_names_are_found(store: GraphStore, plain: PlainSql) -> None:
    typed = misspellings(Random(1), plain)[:50]
    assert all(one.typed != one.meant for one in typed[:5])
    found = [finder(store)(one.typed) for one in typed]
    assert share_of_right(found, typed) >= 90


def test_changes_leave_answers_alike_and_can_be_put_back(
    store: GraphStore, plain: PlainSql, asked: list[Question]
) -> None:
    before = [plain.who(question) for question in asked]
    entities = [*store.golden.all_entities()]
    versions = Versions(SPEC, plain, runs=2)
    for number in range(3):
        for apply in (our_way_in(store), plain.change):
            apply(versions.changes(number))
    check_alike({"plain": plain.who, "ours": our_way(store)}, asked)
    assert before != [plain.who(question) for question in asked]
    retract(store, load_schema(), "changes", purge=True)
    plain.change(versions.back())
    assert [plain.who(question) for question in asked] == before
    assert [*map(our_way(store), asked)] == before
    organisations = {one.id for one in entities if one.kind == "Organisation"}
    assert [one for one in store.golden.all_entities() if one.id in organisations] == [
        one for one in entities if one.id in organisations
    ]


def test_the_largest_branch_is_that_of_photonics() -> None:
    assert largest_branch() == "photonics"


def test_the_triples_hold_the_graph_and_its_evidence(tmp_path: Path) -> None:
    store = filled(Spec(scale=0.0001))
    triples.write(store, tmp_path / "graph.nt")
    text = (tmp_path / "graph.nt").read_text(encoding="utf-8")
    records = sum(store.ledger.tally(one.info.name)[0] for one in store.ledger.sources())
    assert text.count("/ontology#locator> ") == records
    assert triples.parse(tmp_path / "graph.nt") > 5 * records


def test_a_child_takes_in_a_bundle(tmp_path: Path, shared: Path) -> None:
    bundle = shared / "data" / "cordis" / "original-columns-100-rows"
    assert child_ingest(f"sqlite:///{tmp_path / 'graph.db'}", str(bundle)) > 100
