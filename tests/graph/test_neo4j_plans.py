"""Neo4j finds what the store's statements ask for, and does not look through the rest."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import neo4j
import pytest

import lumigraph
from graph.neo4j_store import Neo4jStore
from tests.neo4j_plans import WHOLE, complaints, explained, plan_complaints, statements
from tests.neo4j_testing import credentials, empty

pytestmark = pytest.mark.neo4j
HINT = "USING INDEX"


@pytest.fixture
def driver(neo4j_url: str) -> Iterator[neo4j.Driver]:
    """The tests' own server with an empty store, and nothing after."""
    empty(neo4j_url)
    with closing(Neo4jStore(neo4j_url, *credentials())):
        pass
    with _quiet(neo4j_url) as connected:
        connected.execute_query("CALL db.clearQueryCaches()")
        yield connected
    empty(neo4j_url)


def _quiet(url: str) -> neo4j.Driver:
    return neo4j.GraphDatabase.driver(
        url, auth=credentials(), notifications_min_severity=neo4j.NotificationMinimumSeverity.OFF
    )


def test_an_empty_store_is_planned_as_a_full_one(driver: neo4j.Driver) -> None:
    """Neo4j would rather go through all relationships than look one up while there are none.

    It would keep to that until far into the first source.
    """
    assert complaints(driver) == []


def test_hints_ask_for_a_seek() -> None:
    """A hint of an index alone lets Neo4j go through all of it, as it does before it has samples.

    A dump that was read into an empty store came to no end so.
    """
    hints = [line for text in statements().values() for line in text.splitlines() if HINT in line]
    assert hints
    assert [line for line in hints if f"{HINT} SEEK " not in line] == []


def test_the_bundled_data(driver: neo4j.Driver, neo4j_url: str) -> None:
    with lumigraph.open(neo4j_url) as graph:
        graph.ingest(lumigraph.bundled_data())
    driver.execute_query("CALL db.prepareForReplanning()")
    assert complaints(driver) == []


FEW, MANY = 3, 9_000
CROWD = """UNWIND range(1, $number) AS n
CREATE (x {number: n, source: 's', key: 'k' + n, unit: n % 3, subject: 'k' + n % 7, object: '',
  type: 't', opened: 1, entity: 'e' + n})
SET x:$($label)"""


@pytest.mark.parametrize("crowd", ["_Unit", "_Record"])
def test_whatever_there_is_most_of(driver: neo4j.Driver, crowd: str) -> None:
    """What was counted last must leave no statement without a plan that keeps its hints."""
    for label in ("_Unit", "_Record", "_Identity"):
        number = MANY if label == crowd else FEW
        driver.execute_query(CROWD, label=label, number=number)
    driver.execute_query("CALL db.prepareForReplanning()")
    assert complaints(driver, HINT) == []


def test_what_may_read_all_is_a_statement() -> None:
    assert WHOLE.keys() <= statements().keys()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("MATCH (n) RETURN n", "looks through n (AllNodesScan)"),
        ("MATCH (r:_Record) RETURN r", "looks through r:_Record (NodeByLabelScan)"),
        ("MATCH ()-[r]->() RETURN r", "(DirectedAllRelationshipsScan)"),
        ("MATCH (n:_Name) WHERE n.folded IS NOT NULL RETURN n", "looks through n:_Name"),
        (
            "MATCH (a:_Identity {entity: $a}) MATCH (b:_Identity {entity: $b}) RETURN a, b",
            "finds apart what it could look up by what it has (CartesianProduct)",
        ),
    ],
)
def test_what_is_complained_of(driver: neo4j.Driver, text: str, says: str) -> None:
    found = plan_complaints("other", text, explained(driver, text))
    assert says in "; ".join(found)
