"""The stores that every case runs on, each of them empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from graph.neo4j_store import Neo4jStore
from graph.neo4j_store.database import SPILL as ROWS
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from tests.conformance.builders import optics, thing, tie
from tests.conformance.house import House
from tests.neo4j_testing import credentials, empty

SPILL = 7
"""So few rows a transaction that every revision of these cases is written in several."""
SPILLED = "neo4j-spilled"
ABOVE = frozenset(
    {
        *("test_archived", "test_audit", "test_catalogue", "test_cities", "test_curating"),
        *("test_dating", "test_house_judgements", "test_judgement_file", "test_linking"),
        *("test_linking_anew", "test_linking_others", "test_placing", "test_queue"),
        *("test_review", "test_written"),
    }
)
"""Cases of what stands above the store: that their revisions are written in several transactions is
a long proof, of which those of the store itself are the sample."""
SECONDS = 300
"""How long one of them may take."""

NEO4J = [
    pytest.param("neo4j", marks=pytest.mark.neo4j),
    pytest.param(SPILLED, marks=pytest.mark.neo4j),
]

PLACES_OF_THE_CLOCK = ("graph.sqlite_store.store.now", "graph.neo4j_store.journal.now")

Opening = Callable[[], GraphStore]


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave to the long proofs what says nothing new of a store."""
    for one in items:
        if one.path.stem in ABOVE and SPILLED in one.name:
            one.add_marker(pytest.mark.torture)
            one.add_marker(pytest.mark.timeout(SECONDS))


@pytest.fixture
def opening(request: pytest.FixtureRequest, backend: str, tmp_path: Path) -> Iterator[Opening]:
    """How to open the same store once more, as another process would; it begins empty."""
    with ExitStack() as opened:
        if backend == "sqlite":
            path = str(tmp_path / "graph.db")
            yield lambda: opened.enter_context(closing(SqliteStore(path)))
        else:
            url = request.getfixturevalue("neo4j_url")
            empty(url)
            user, password = credentials()
            rows = SPILL if backend == SPILLED else ROWS
            yield lambda: opened.enter_context(closing(Neo4jStore(url, user, password, spill=rows)))
            opened.close()
            empty(url)


@pytest.fixture(params=["sqlite", *NEO4J])
def backend(request: pytest.FixtureRequest) -> str:
    """The kind of store."""
    return str(request.param)


@pytest.fixture
def store(opening: Opening) -> GraphStore:
    """An empty store."""
    return opening()


class Calendar:
    """Sets the time at which revisions are closed."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch = patch

    def turn(self, day: str) -> None:
        """Let it be noon of ``day``."""
        for place in PLACES_OF_THE_CLOCK:
            self._patch.setattr(place, lambda: f"{day}T12:00:00+00:00")


@pytest.fixture
def calendar(monkeypatch: pytest.MonkeyPatch) -> Calendar:
    """Sets the time at which revisions are closed."""
    return Calendar(monkeypatch)


@pytest.fixture
def house(store: GraphStore) -> House:
    """Holdings with the public facts of two companies."""
    found = House(store)
    found.tell("optics", *optics())
    found.tell("open", thing("ekspla"), tie("ekspla", "WORKS_ON", "lasers"), thing("brolis"))
    return found
