"""A SPARQL endpoint over the bundled data, in this process and as a server of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
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


@contextmanager
def running(app: FastAPI) -> Iterator[str]:
    """A real server; its address."""
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()
        app.state.dataset.close()
