"""What only Neo4j can get wrong: connections, other people's data, interrupted revisions."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from itertools import product
from pathlib import Path
from time import monotonic
from typing import Any

import neo4j
import pytest
from neo4j.exceptions import TransientError

from graph.entities import Entity, Relation
from graph.errors import ForeignDataError, StoreError, UsageError
from graph.neo4j_store import Neo4jStore, cells
from graph.neo4j_store.address import Address
from graph.neo4j_store.database import statement_files
from graph.neo4j_store.journal import Journal
from graph.neo4j_store.layout import check_version
from graph.neo4j_store.writing import Writing
from graph.records import Record
from graph.sqlite_store import SqliteStore
from graph.statements import load_statements
from graph.stored import GoldenDelta, Interval
from lumigraph.neo4j_server import Neo4jServer
from ontology.model import load_model
from tests.conformance.builders import graph_of, optics, reach_of, take_back, tell, thing, tie
from tests.neo4j_testing import credentials, empty, line_to

pytestmark = pytest.mark.neo4j

ALPHA: list[Record] = [
    thing("alpha", "Cluster", website="https://alpha.example"),
    tie("alpha", "WORKS_ON", "lasers", since="2016"),
    tie("alpha", "LOCATED_IN", "LT011", city="Vilnius"),
]
SPILL = 5
CHAIN = [(one, "COOPERATES_WITH", other) for one, other in ("ab", "bc", "cd")]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def url(neo4j_url: str) -> Iterator[str]:
    """The tests' own server, empty before and after."""
    empty(neo4j_url)
    yield neo4j_url
    empty(neo4j_url)


@pytest.fixture
def raw(url: str) -> Iterator[neo4j.Driver]:
    """Neo4j as anybody else sees it."""
    with neo4j.GraphDatabase.driver(url, auth=credentials()) as driver:
        yield driver


def ask(driver: neo4j.Driver, query: str, **parameters: Any) -> list[list[Any]]:
    """Return the rows of somebody's own query."""
    return [list(row.values()) for row in driver.execute_query(query, parameters).records]


def opened(url: str, **options: Any) -> closing[Neo4jStore]:
    """Open the store at ``url``."""
    return closing(Neo4jStore(url, *credentials(), **options))


# Opening


@pytest.mark.parametrize(
    ("url", "server", "database"),
    [
        ("bolt://host", "bolt://host", ""),
        ("neo4j+s://host:7687/graph", "neo4j+s://host:7687", "graph"),
        ("bolt+ssc://[::1]:7687/", "bolt+ssc://[::1]:7687", ""),
    ],
)
def test_addresses(url: str, server: str, database: str) -> None:
    assert Address.parse(url) == Address(server, database)


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://host:7474", "names no Neo4j server: write bolt://"),
        ("bolt:///graph", "names no Neo4j server"),
        ("bolt://neo4j:secret@host/graph", "set LUMIGRAPH_NEO4J_USER"),
        ("bolt://host/graph?x=1", "more than a server and a database"),
        ("bolt://host/graph/more", "more than a server and a database"),
    ],
)
def test_what_is_no_address(url: str, says: str) -> None:
    with pytest.raises(UsageError, match=says) as caught:
        Address.parse(url)
    assert "secret" not in str(caught.value)


def test_a_server_that_is_down() -> None:
    with pytest.raises(StoreError, match=r"no Neo4j server answers at bolt://127\.0\.0\.1:1 "):
        Neo4jStore("bolt://127.0.0.1:1", "neo4j", "x")


def test_the_driver_does_not_speak_beside_us() -> None:
    code = (
        "from contextlib import suppress; from graph.errors import StoreError\n"
        "from graph.neo4j_store import Neo4jStore\n"
        "with suppress(StoreError): Neo4jStore('neo4j://127.0.0.1:1', 'neo4j', 'x')"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout + done.stderr == ""


def test_a_server_that_goes_down_is_given_up_soon(url: str) -> None:
    with line_to(url) as line, opened(line.url) as store:
        assert store.revision().number == 0
        line.cut()
        started = monotonic()
        with pytest.raises(StoreError, match="no Neo4j server answers"):
            store.revision()
        assert monotonic() - started < 12


def test_a_wrong_password(url: str) -> None:
    with pytest.raises(StoreError, match="refuses the user or the password: set LUMIGRAPH_NEO4J"):
        Neo4jStore(url, "neo4j", "wrong")


def test_a_database_that_is_not_there(url: str) -> None:
    with pytest.raises(StoreError, match="has no database 'elsewhere'"):
        Neo4jStore(f"{url}/elsewhere", *credentials())


def test_a_database_by_its_name(url: str) -> None:
    with opened(f"{url}/neo4j") as store:
        assert store.url == f"{url}/neo4j"
        tell(store, "one", thing("alpha"))
    with opened(url) as store:
        assert list(store.golden.entities(["alpha"])) == ["alpha"]


@pytest.mark.parametrize("version", ["4.4.30", "5.12.0", "5.25.1"])
def test_a_server_that_is_too_old(version: str) -> None:
    with pytest.raises(StoreError, match=rf"Neo4j {version}.*needs 5\.26 or later: upgrade"):
        check_version(version)


@pytest.mark.parametrize("version", ["5.26.0", "5.26.12-rc1", "2025.06.0"])
def test_a_server_that_is_new_enough(version: str) -> None:
    check_version(version)


def test_a_store_of_another_layout(url: str, raw: neo4j.Driver) -> None:
    with opened(url):
        pass
    ask(raw, "MATCH (store:_Store) SET store.layout = '0'")
    with pytest.raises(StoreError, match="a Lumigraph store of layout 0"):
        Neo4jStore(url, *credentials())


# What a person sees


def test_properties_and_labels_are_those_of_the_vocabulary(url: str, raw: neo4j.Driver) -> None:
    names = {"en": "light", "lt": "šviesa"}
    with opened(url) as store:
        tell(
            store,
            "one",
            *optics(),
            thing("alpha", "Cluster", name=names, altName={"en": ["a", "b"]}),
            *ALPHA[1:],
        )
    [[node, relation]] = ask(raw, "MATCH (c:Cluster {id: 'alpha'})-[r:WORKS_ON]->() RETURN c, r")
    own = {key: value for key, value in node.items() if key[0] != "_"}
    assert node.labels == {"Organisation", "Cluster", "_Entity"}
    assert own == {
        "id": "alpha",
        "name": "light",
        "name_en": "light",
        "name_lt": "šviesa",
        "altName_en": ["a", "b"],
        "keys": ["alpha"],
    }
    assert (relation["since"], "role" in relation) == ("2016", False)
    [[city]] = ask(raw, "MATCH ()-[r:LOCATED_IN]->(:Region {id: 'LT011'}) RETURN r.city")
    assert city == "Vilnius"


def test_a_class_that_changes_takes_its_labels_along(url: str, raw: neo4j.Driver) -> None:
    with opened(url) as store:
        tell(store, "one", thing("alpha", "Cluster", website="https://alpha.example"))
        tell(store, "one", thing("alpha", "University"))
    [[labels, keys]] = ask(raw, "MATCH (n {id: 'alpha'}) RETURN labels(n), keys(n)")
    assert set(labels) == {"Organisation", "University", "_Entity"}
    assert "website" not in keys


def test_a_reading_query_of_ones_own(url: str) -> None:
    with opened(url) as store:
        tell(store, "one", thing("alpha"))
        assert store.cypher(
            "MATCH (o:Company) WHERE o.id = $id RETURN o.name AS name", id="alpha"
        ) == [{"name": "alpha"}]
        with pytest.raises(StoreError, match=r"[Ww]rit"):
            store.cypher("CREATE (n:Company) RETURN n")


# The statements


def test_every_kind_has_its_constraint() -> None:
    path = next(path for path in statement_files() if path.name == "schema.cypher")
    statements = load_statements(path)
    for name, kind in load_model().kinds.items():
        wanted = f"FOR (n:{name}) REQUIRE n.id IS UNIQUE"
        found = [one for one, text in statements.items() if wanted in text]
        assert len(found) == (kind.parent is None)


def test_no_property_of_the_vocabulary_hides_one_of_ours() -> None:
    ours = {"id", "keys"}
    assert not ours & load_model().properties.keys()
    assert not [name for name in load_model().properties if name.startswith("_")]


def test_each_statement_has_one_name() -> None:
    names = [name for path in statement_files() for name in load_statements(path)]
    assert len(names) == len(set(names))


# Other people's data


FOREIGN = (
    "CREATE (a:Organisation {id: 'alpha', name: 'not ours'})-[:MEMBER_OF {since: 'x'}]->"
    "(b:Club {id: 'club', name: 'not ours'}), (c:Organisation {id: 'alpha'})"
)
SNAPSHOT = (
    "MATCH (n) WHERE NOT any(label IN labels(n) WHERE label STARTS WITH '_') "
    "OPTIONAL MATCH (n)-[r]->(m) RETURN labels(n), properties(n), type(r), properties(r), "
    "properties(m) ORDER BY n.name, n.id"
)


def test_foreign_data_are_refused(url: str, raw: neo4j.Driver) -> None:
    _drop_kind_constraints(raw)
    ask(raw, FOREIGN)
    with pytest.raises(
        ForeignDataError, match=r"3 nodes that Lumigraph did not write.*--alongside"
    ):
        Neo4jStore(url, *credentials())
    assert ask(raw, "MATCH (n) RETURN count(n)") == [[3]]


def test_foreign_data_that_came_later_are_refused(url: str, raw: neo4j.Driver) -> None:
    with opened(url) as store:
        tell(store, "one", thing("alpha"))
    ask(raw, "MATCH (n:_Entity {id: 'alpha'}) CREATE (n)-[:KNOWS]->(n)")
    with pytest.raises(ForeignDataError, match="relationships of the type KNOWS"):
        Neo4jStore(url, *credentials())
    with opened(url, alongside=True) as store:
        assert list(store.golden.entities(["alpha"])) == ["alpha"]


@pytest.mark.parametrize("spill", [SPILL, 50_000])
def test_foreign_data_stay_as_they_are(url: str, raw: neo4j.Driver, spill: int) -> None:
    _drop_kind_constraints(raw)
    ask(raw, FOREIGN)
    before = ask(raw, SNAPSHOT)
    with opened(url, alongside=True, spill=spill) as store:
        tell(store, "optics", *optics())
        tell(store, "one", *ALPHA, thing("club", "Association"))
        full = graph_of(store)
        assert store.golden.entities(["alpha"])["alpha"].label == "alpha"
        assert store.golden.counts()[0]["Organisation"] == 2
        assert ask(raw, SNAPSHOT) == before
        tell(store, "one", thing("alpha"))
        take_back(store, "one")
        take_back(store, "optics")
        assert graph_of(store) == []
        assert ask(raw, SNAPSHOT) == before
        tell(store, "optics", *optics())
        tell(store, "one", *ALPHA, thing("club", "Association"))
        assert graph_of(store) == full
    assert ask(raw, SNAPSHOT) == before
    assert "lumigraph_organisation" not in _constraints(raw)


def _constraints(raw: neo4j.Driver) -> set[str]:
    return {str(name) for (name,) in ask(raw, "SHOW CONSTRAINTS YIELD name")}


def _drop_kind_constraints(raw: neo4j.Driver) -> None:
    """Make the server as it is before any store was laid out on it."""
    kinds = ("CHANGE_EVENT" if name == "ChangeEvent" else name for name in load_model().kinds)
    for name in kinds:
        ask(raw, f"DROP CONSTRAINT lumigraph_{name.lower()} IF EXISTS")


@pytest.mark.parametrize("spill", [SPILL, 50_000])
def test_what_people_add_to_our_nodes_stays(url: str, raw: neo4j.Driver, spill: int) -> None:
    with opened(url, spill=spill) as store:
        tell(store, "one", *optics(), *ALPHA)
        ask(raw, "MATCH (n:_Entity {id: 'alpha'}) SET n.remark = 'nice', n:Favourite")
        tell(store, "one", *optics(), thing("alpha", "Cluster"))
        [[node]] = ask(raw, "MATCH (n:Favourite) RETURN n")
        assert (node["remark"], node["website"]) == ("nice", None)


@pytest.mark.parametrize("spill", [SPILL, 50_000])
def test_a_foreign_relationship_outlives_the_entity(
    url: str, raw: neo4j.Driver, spill: int
) -> None:
    ask(raw, "CREATE (:Note {text: 'ask them'})")
    with opened(url, alongside=True, spill=spill) as store:
        tell(store, "optics", *optics())
        tell(store, "one", *ALPHA)
        full = graph_of(store)
        note = "MATCH (n:Note) MATCH (e:_Entity {id: 'alpha'}) CREATE (n)-[:MEMBER_OF]->(e)"
        ask(raw, note)
        assert graph_of(store) == full
        take_back(store, "one")
        look = "MATCH (:Note)-[:MEMBER_OF]->(e) RETURN labels(e), keys(e), e.id, e.name"
        [[labels, keys, *values]] = ask(raw, look)
        assert (labels, set(keys) - {"_first"}) == (["_Gone"], {"id", "name"})
        assert values == ["alpha", "alpha"]
        assert store.golden.entities(["alpha"]) == {}
        tell(store, "one", *ALPHA)
        assert graph_of(store) == full
        [[labels, *_]] = ask(raw, look)
        assert set(labels) == {"Organisation", "Cluster", "_Entity"}


# Interrupted writes


class PowerCutError(Exception):
    """Stands for the end of a process."""


def interrupted(url: str, monkeypatch: pytest.MonkeyPatch, at: str) -> None:
    """Write a source in several transactions and die at a step of the journal."""

    def die(*_: object) -> None:
        raise PowerCutError

    with monkeypatch.context() as patch, opened(url, spill=SPILL) as store:
        patch.setattr(Journal, "_mend", lambda _: None)
        patch.setattr(Journal, at, die)
        with pytest.raises(PowerCutError):
            tell(store, "one", thing("alpha", "University"), *ALPHA[1:2], thing("beta"))


def prepared(url: str) -> tuple[object, ...]:
    """Fill the store and return what it holds."""
    with opened(url) as store:
        tell(store, "optics", *optics())
        tell(store, "one", *ALPHA)
        return content(store)


def content(store: Neo4jStore) -> tuple[object, ...]:
    """Return all that a reader sees."""
    revision = store.revision()
    return (
        revision.number,
        graph_of(store),
        reach_of(store),
        [one.info for one in store.ledger.sources(closed=True)],
        list(store.ledger.history(revision.number)),
        store.names.resembling("alpha", []),
    )


def leftovers(raw: neo4j.Driver) -> list[list[Any]]:
    """Return what only an unfinished revision leaves."""
    return ask(
        raw,
        "MATCH (n) WHERE n:_Changing OR n:_Closed OR n:_Next OR n.writing IS NOT NULL "
        "OR n.opened > $last OR n._opened > $last RETURN labels(n), properties(n)",
        last=ask(raw, "MATCH (store:_Store) RETURN store.revision")[0][0],
    )


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
from tests.graph.test_neo4j_store import twenty

store = Neo4jStore(*sys.argv[1:4], spill=5)
with store.writing("ingest", "half"):
    store.golden.apply(twenty())
    print("half way", flush=True)
    sys.stdin.read()
"""


def twenty() -> GoldenDelta:
    """Return twenty new entities."""
    ids = [f"e{number}" for number in range(20)]
    return GoldenDelta(entities=[Entity(id_, "Organisation", "Company", {}) for id_ in ids])


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


def test_a_server_killed_in_mid_write(own_server: Neo4jServer) -> None:
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


# Reach


def placed(places: Mapping[str, Sequence[str]]) -> list[Record]:
    """Return organisations of these places; all but the first work on oct."""
    said: list[Record] = []
    for number, (name, regions) in enumerate(places.items()):
        said += [thing(name), tie(name, "WORKS_ON", "oct" if number else "lasers")]
        said += [tie(name, "LOCATED_IN", region) for region in regions]
    return said


@pytest.mark.parametrize("largest", [0, 3, 1_000])
@pytest.mark.parametrize("spill", [SPILL, 50_000])
def test_patches_of_reach_are_read_as_if_they_were_in_the_cells(
    url: str, monkeypatch: pytest.MonkeyPatch, largest: int, spill: int
) -> None:
    monkeypatch.setattr(cells, "LARGEST", largest)
    versions: list[dict[str, list[str]]] = [
        {"a": ["LT011", "AT130"], "b": ["AT130"], "c": ["AT22", "AT221"], "d": ["LT", "AT"]},
        {"a": ["LT011", "AT130"], "b": ["AT221"], "c": ["AT22", "AT221"], "d": ["LT"]},
        {"a": ["AT221"], "b": ["AT130"], "c": ["LT011"], "d": ["LT", "AT"]},
        {"b": ["AT130", "LT011"], "c": ["AT22", "AT221"]},
    ]
    asked: list[list[Interval]] = [[("AT", "AU")], [("AT22", "AT23"), ("LT", "LU")]]
    with opened(url, spill=spill) as store, closing(SqliteStore(":memory:")) as other:
        for either in (store, other):
            tell(either, "tree", *optics())
        for version in (*versions, *reversed(versions)):
            for either in (store, other):
                tell(either, "places", *placed(version))
            assert reach_of(store) == reach_of(other)
            for technology, intervals in product(("light", "lasers", "oct"), asked):
                mine, theirs = (
                    one.reach.top(technology, intervals, 2024, 2) for one in (store, other)
                )
                assert mine == theirs


def test_what_comes_back_as_it_was_leaves_no_trace_in_a_patch(url: str) -> None:
    with opened(url) as store:
        tell(store, "tree", *optics())
        tell(store, "places", *placed({"a": ["LT011"], "b": ["AT130"]}))
        before = patches(store)
        tell(store, "more", tie("b", "LOCATED_IN", "AT22"))
        assert patches(store) != before
        take_back(store, "more")
        assert patches(store) == before


def patches(store: Neo4jStore) -> list[list[Any]]:
    """Return what the nodes of reach hold that stand."""
    rows = store.cypher(
        "MATCH (store:_Store) MATCH (x:_Reach) WHERE x.closed > store.revision "
        "RETURN x.technology, x.block, x.places, x.organisations, x.gone ORDER BY x.technology"
    )
    return [list(row.values()) for row in rows]
