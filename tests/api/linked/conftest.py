"""A small hostile graph on each store, served; and how many statements an answer takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from graph.neo4j_store import Neo4jStore
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from tests.neo4j_testing import credentials, empty

PUBLIC = "http://graph.example.org"


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[GraphStore]:
    """An empty store of each kind."""
    if request.param == "sqlite":
        with closing(SqliteStore(str(tmp_path / "graph.db"))) as made:
            yield made
        return
    url = request.getfixturevalue("neo4j_url")
    empty(url)
    with closing(Neo4jStore(url, *credentials())) as made:
        yield made
    empty(url)


@pytest.fixture
def own(store: GraphStore) -> TestClient:
    """A server over that store, which follows no redirect."""
    app = create_app(Reader(store), public_url=PUBLIC)
    return TestClient(app, follow_redirects=False)


@pytest.fixture
def counted(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Return how many statements went to the store since the last call."""
    database: Any = store._database  # type: ignore[attr-defined]
    asked: list[str] = []
    for name in ("rows", "stream"):
        method = getattr(database, name)

        def counting(statement: str, *rest: Any, _method: Any = method, **more: Any) -> Any:
            asked.append(statement)
            return _method(statement, *rest, **more)

        monkeypatch.setattr(database, name, counting)

    def since() -> int:
        number = len(asked)
        asked.clear()
        return number

    return since
