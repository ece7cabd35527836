"""A store in Neo4j to be tried, what is told to it, and what is left of a writer that died."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

import neo4j
import pytest

from graph.entities import Entity
from graph.neo4j_store import Neo4jStore
from graph.neo4j_store.journal import Journal
from graph.records import Record
from graph.stored import GoldenDelta
from tests.conformance.builders import graph_of, optics, reach_of, tell, thing, tie
from tests.neo4j_testing import credentials

ALPHA: list[Record] = [
    thing("alpha", "Cluster", website="https://alpha.example"),
    tie("alpha", "WORKS_ON", "lasers", since="2016"),
    tie("alpha", "LOCATED_IN", "LT011", city="Vilnius"),
]
SPILL = 5
CHAIN = [(one, "COOPERATES_WITH", other) for one, other in ("ab", "bc", "cd")]
ROOT = Path(__file__).parents[3]
SNAPSHOT = (
    "MATCH (n) WHERE NOT any(label IN labels(n) WHERE label STARTS WITH '_') "
    "OPTIONAL MATCH (n)-[r]->(m) RETURN labels(n), properties(n), type(r), properties(r), "
    "properties(m) ORDER BY n.name, n.id"
)


def ask(driver: neo4j.Driver, query: str, **parameters: Any) -> list[list[Any]]:
    """Return the rows of somebody's own query."""
    return [list(row.values()) for row in driver.execute_query(query, parameters).records]


def opened(url: str, **options: Any) -> closing[Neo4jStore]:
    """Open the store at ``url``."""
    return closing(Neo4jStore(url, *credentials(), **options))


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


def twenty() -> GoldenDelta:
    """Return twenty new entities."""
    ids = [f"e{number}" for number in range(20)]
    return GoldenDelta(entities=[Entity(id_, "Organisation", "Company", {}) for id_ in ids])
