"""Servers that curate and take files: for who sits at this machine, and for who has a token."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

import lumigraph
from api.access.access import Access
from api.access.hosts import Hosts
from api.access.rates import NONE, Rates
from api.access.register import Register
from api.access.scopes import ADMIN, scopes_of
from api.app import create_app
from api.curating.access import Curation
from graph.reader import Reader
from graph.records import Record
from graph.review.desk import Desk
from ingest.uploads.limits import Limits
from ingest.uploads.uploads import Uploads
from lumigraph.uploading import prepared, taken_back
from tests.api.curating.test_curating import FACT, HERE, OWN, PAIR
from tests.attacks.attacker import PUBLIC, Attacker
from tests.conformance.builders import info, optics, tell, thing, tie, units


def furnish(graph: lumigraph.Graph) -> None:
    """Put in a little, and two questions that wait for a person."""
    tell(graph.store, "optics", *optics())
    things = (thing("alpha", founded="2001"), thing("beta"), thing("cluster", "Cluster"))
    member = tie("alpha", "MEMBER_OF", "cluster", role="member", since="2016")
    places = (tie("alpha", "WORKS_ON", "lasers"), tie("alpha", "LOCATED_IN", "LT011"))
    tell(graph.store, "one", *things, member, *places)
    tell(graph.store, "spare", thing("delta"))
    desk = Desk(graph.holdings)
    for one in (PAIR, FACT):
        desk.propose(one.source, [one])


@contextmanager
def serving(graph: lumigraph.Graph, folder: Path, access: Access | None) -> Iterator[FastAPI]:
    """Serve a graph that curators work on, and that takes files."""
    ways = partial(prepared, graph), partial(taken_back, graph)
    uploads = Uploads(folder, graph.holdings, *ways, Limits(100_000))
    reader = Reader(graph.holdings.whole, before=graph.reader) if access else graph.reader
    curation = Curation(graph.holdings, "curator")
    made = create_app(reader, curation=curation, uploads=uploads, access=access)
    yield made
    made.state.dataset.close()
    if made.state.public:
        made.state.public.dataset.close()


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[lumigraph.Graph]:
    """A small graph."""
    folder = tmp_path_factory.mktemp("attacked")
    with lumigraph.open(f"sqlite:///{folder / 'graph.db'}") as opened:
        furnish(opened)
        yield opened


@pytest.fixture(scope="module")
def app(graph: lumigraph.Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """The server of that graph."""
    with serving(graph, tmp_path_factory.mktemp("uploads"), None) as made:
        yield made


@pytest.fixture(scope="module")
def admin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacker]:
    """Who has a token that allows all, on a graph that holds something internal too."""
    folder = tmp_path_factory.mktemp("guarded")
    register = Register(None)
    token = register.create("admin", scopes_of(ADMIN))
    access = Access(register, Hosts(PUBLIC), Rates(guesses=NONE))
    with lumigraph.open(f"sqlite:///{folder / 'graph.db'}") as graph:
        furnish(graph)
        said: list[Record] = [thing("hidden"), tie("hidden", "WORKS_ON", "lasers")]
        graph.holdings.ingest(replace(info("house", said), visibility="internal"), units(said))
        with serving(graph, folder / "uploads", access) as made:
            yield Attacker(made, PUBLIC, {"Authorization": f"Bearer {token}"})


@pytest.fixture(scope="module")
def client(app: FastAPI) -> TestClient:
    """Who sits at this machine, on this server's own pages."""
    return TestClient(app, base_url=HERE, headers={**OWN, "X-Lumigraph": "1"})
