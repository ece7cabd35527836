"""A SPARQL endpoint over the bundled data, in this process and as a server of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.sparql.asked import Limits
from graph.reader import Reader

Ask = Callable[..., Any]


@pytest.fixture(scope="session")
def endpoint(reader: Reader) -> Iterator[TestClient]:
    """An endpoint with a low row cap and little patience."""
    app = create_app(reader, limits=Limits(seconds=3, rows=500, queries=2))
    yield TestClient(app)
    app.state.dataset.close()


@pytest.fixture
def ask(endpoint: TestClient) -> Ask:
    """Asks a query by GET; returns the answer."""

    def get(query: str, accept: str = "application/json", **parameters: Any) -> Any:
        said = {"query": query, **parameters}
        return endpoint.get("/sparql", params=said, headers={"Accept": accept})

    return get
