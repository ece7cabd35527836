"""The contradictions about one entity over HTTP."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.curating.access import Curation
from graph.ledger.holdings import Holdings
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from tests.conformance.builders import tell, thing

PATH = "/api/v1/review/contradictions"


@pytest.fixture
def client() -> TestClient:
    store = SqliteStore(":memory:")
    tell(store, "one", thing("alpha", founded="2001"), thing("beta", founded="1999"))
    tell(store, "two", thing("alpha", founded="2002"))
    app = create_app(Reader(store), curation=Curation(Holdings(store), "curator"))
    return TestClient(app, base_url="http://127.0.0.1:8000")


@pytest.mark.parametrize(("name", "number"), [("alpha", 1), ("Alpha", 1), ("beta", 0)])
def test_of_an_entity_by_its_id_or_name(client: TestClient, name: str, number: int) -> None:
    found = client.get(PATH, params={"entity": name}).json()["contradictions"]
    assert [one["entity"] for one in found] == ["alpha"] * number


def test_of_what_is_not_there(client: TestClient) -> None:
    answer = client.get(PATH, params={"entity": "alphaz"})
    assert answer.status_code == 404
    assert "alphaz" in answer.json()["detail"]
    assert [one["id"] for one in answer.json()["candidates"]] == ["alpha"]
