"""A server that curates and takes files, for who sits at this machine."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

import lumigraph
from api.app import create_app
from api.curating.access import Curation
from graph.review.desk import Desk
from ingest.uploads.limits import Limits
from ingest.uploads.uploads import Uploads
from lumigraph.uploading import prepared, taken_back
from tests.api.curating.test_curating import FACT, HERE, OWN, PAIR
from tests.conformance.builders import optics, tell, thing, tie


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[lumigraph.Graph]:
    """A small graph with two questions that wait for a person."""
    folder = tmp_path_factory.mktemp("attacked")
    with lumigraph.open(f"sqlite:///{folder / 'graph.db'}") as opened:
        tell(opened.store, "optics", *optics())
        things = (thing("alpha", founded="2001"), thing("beta"), thing("cluster", "Cluster"))
        member = tie("alpha", "MEMBER_OF", "cluster", role="member", since="2016")
        places = (tie("alpha", "WORKS_ON", "lasers"), tie("alpha", "LOCATED_IN", "LT011"))
        tell(opened.store, "one", *things, member, *places)
        tell(opened.store, "spare", thing("delta"))
        desk = Desk(opened.holdings)
        for one in (PAIR, FACT):
            desk.propose(one.source, [one])
        yield opened


@pytest.fixture(scope="module")
def app(graph: lumigraph.Graph, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """The server of that graph."""
    folder = tmp_path_factory.mktemp("uploads")
    ways = partial(prepared, graph), partial(taken_back, graph)
    uploads = Uploads(folder, graph.holdings, *ways, Limits(100_000))
    made = create_app(graph.reader, curation=Curation(graph.holdings, "curator"), uploads=uploads)
    yield made
    made.state.dataset.close()


@pytest.fixture(scope="module")
def client(app: FastAPI) -> TestClient:
    """Who sits at this machine, on this server's own pages."""
    return TestClient(app, base_url=HERE, headers={**OWN, "X-Lumigraph": "1"})
