"""Opening a store in Neo4j: addresses, servers, passwords, versions."""

from __future__ import annotations

import subprocess
import sys
from time import monotonic

import neo4j
import pytest

from graph.errors import StoreError, UsageError
from graph.ledger.identity import entity_id
from graph.neo4j_store import Neo4jStore
from graph.neo4j_store.address import Address
from graph.neo4j_store.layout import check_version
from graph.stored import Changed
from tests.conformance.builders import tell, thing
from tests.graph.neo4j_store.trial import (
    ROOT,
    ask,
    opened,
)
from tests.neo4j_testing import credentials, line_to

pytestmark = pytest.mark.neo4j


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
    with pytest.raises(StoreError, match=r"at bolt://127\.0\.0\.1:1 \(Connection refused\): st"):
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


def test_a_store_of_the_first_layout_is_brought_along(url: str, raw: neo4j.Driver) -> None:
    """When an entity changed was not noted in it: the store's own last change stands for that."""
    with opened(url) as store:
        tell(store, "one", thing("a"))
        tell(store, "two", thing("b"))
    ask(raw, "MATCH (store:_Store) SET store.layout = '1'")
    with opened(url) as store:
        assert store.golden.changes(["a", "b"]) == {"a": Changed(2, 2), "b": Changed(2, 2)}
        tell(store, "three", thing("c"))
        assert store.golden.changes(["a", "c"]) == {"a": Changed(2, 2), "c": Changed(3, 2)}
    assert ask(raw, "MATCH (store:_Store) RETURN store.layout") == [["3"]]


def test_a_store_of_the_second_layout_is_brought_along(url: str, raw: neo4j.Driver) -> None:
    """In it no key is found by an id with a hash."""
    with opened(url) as store:
        tell(store, "one", thing("members:a b"), thing("members:c"))
    ask(raw, "MATCH (r:_Record) REMOVE r.called")
    ask(raw, "DROP INDEX lumigraph_record_called")
    ask(raw, "MATCH (store:_Store) SET store.layout = '2'")
    with opened(url) as store:
        assert store.ledger.called(entity_id(["members:a b"])) == ["members:a b"]
        assert store.ledger.called(entity_id(["members:c"])) == []
    assert ask(raw, "SHOW INDEXES YIELD name WHERE name = 'lumigraph_record_called' RETURN name")


@pytest.mark.parametrize("layout", ["0", "99"])
def test_a_store_of_another_layout(url: str, raw: neo4j.Driver, layout: str) -> None:
    """Nobody is told to empty it: what people judged is nowhere else."""
    with opened(url):
        pass
    ask(raw, f"MATCH (store:_Store) SET store.layout = '{layout}'")
    says = f"a Lumigraph store of layout {layout}, not 3: use the version of Lumigraph that wrote"
    with pytest.raises(StoreError, match=says):
        Neo4jStore(url, *credentials())
