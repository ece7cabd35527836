"""A graph with what is public and what is not, and servers of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.access.access import Access
from api.access.hosts import Hosts
from api.access.register import Register
from api.access.scopes import scopes_of
from api.app import create_app
from api.curating.access import Curation
from graph.ledger.holdings import Holdings
from graph.reader import Reader
from graph.records import Record
from graph.sqlite_store import SqliteStore
from tests.conformance.builders import info, optics, tell, thing, tie, units

PUBLIC = "https://graph.example"
SECRET = "Quetzalcoatl"
Serve = Callable[..., TestClient]
Token = Callable[..., dict[str, str]]


@pytest.fixture(scope="package")
def holdings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Holdings]:
    """A graph that holds something internal."""
    folder = tmp_path_factory.mktemp("stores")
    public = SqliteStore(str(folder / "graph.db"))
    inner = SqliteStore(str(folder / "internal.db"))
    tell(public, "optics", *optics())
    works = tie("alpha", "WORKS_ON", "lasers")
    tell(public, "one", thing("alpha"), works, tie("alpha", "LOCATED_IN", "LT011"))
    graph = Holdings(public, lambda _: inner)
    said: list[Record] = [thing("secret", name={"en": SECRET}), tie("secret", "WORKS_ON", "lasers")]
    graph.ingest(replace(info("two", said), visibility="internal"), units(said))
    yield graph
    graph.close()


@pytest.fixture
def token(register: Register) -> Token:
    """How to get a token of some scopes, as the header that it is sent in."""

    def token(scopes: str = "", name: str = "") -> dict[str, str]:
        secret = register.create(name or f"for {scopes or 'nothing'}", scopes_of(scopes))
        return {"Authorization": f"Bearer {secret}"}

    return token


@pytest.fixture
def serve(holdings: Holdings, register: Register) -> Iterator[Serve]:
    """How to ask a server of that graph, which is set as the test says."""
    with ExitStack() as served:

        def serve(base: str = PUBLIC, **how: Any) -> TestClient:
            hosts = Hosts(PUBLIC, how.pop("others", ()))
            access = Access(register, hosts, curator="curator", **how)
            reader = Reader(holdings.whole, before=Reader(holdings.public))
            app = create_app(
                reader, public_url=PUBLIC, curation=Curation(holdings, "curator"), access=access
            )
            served.callback(app.state.dataset.close)
            served.callback(app.state.public.dataset.close)
            return TestClient(app, base_url=base)

        yield serve
