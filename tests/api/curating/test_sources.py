"""Sources that are taken out over HTTP."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.curating.access import Curation
from graph.documents.text import Text
from graph.documents.texts import Texts
from graph.ledger.holdings import Holdings
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from tests.api.curating.test_curating import HERE, OWN, client, post, store
from tests.conformance.builders import graph_of, tell, thing

__all__ = ["client", "store"]
PATH = "/api/v1/sources/retract"
OLD = "ab12"
"""The digest of a document that is in the graph no longer."""


def test_what_would_go_then_what_went(client: TestClient, store: SqliteStore) -> None:
    before, revision = graph_of(store), store.revision()
    tell(store, "three", thing("alpha", website="https://alpha.example"), thing("gamma"))
    tell(store, "geometry/three", thing("gamma", founded="2001"))
    stood = store.revision()
    tried = post(client, "sources/retract", name="three", preview=True)
    assert tried["sources"] == [
        {"source": "three", "records": 2, "entities": 1, "relations": 0},
        {"source": "geometry/three", "records": 1, "entities": 1, "relations": 0},
    ]
    assert store.revision() == stood
    assert post(client, "sources/retract", name="three") == tried
    assert graph_of(store) == before
    assert store.revision().number > revision.number
    again = client.post(PATH, json={"name": "three"})
    assert (again.status_code, again.json()["asked"]) == (404, "three")
    closed = [one.info.name for one in store.ledger.sources(closed=True) if one.closed]
    assert sorted(closed) == ["geometry/three", "three"], "their history stays"


@pytest.mark.parametrize("preview", [True, False])
def test_the_scheme_of_technologies_stays(
    client: TestClient, store: SqliteStore, preview: bool
) -> None:
    tell(store, "technologies", thing("oct", "Technology"))
    stood = store.revision()
    refused = client.post(PATH, json={"name": "technologies", "preview": preview})
    assert refused.status_code == 422
    assert "comes with Lumigraph" in refused.json()["detail"]
    assert "sources that you took in" in refused.json()["detail"]
    assert store.revision() == stood


def test_the_texts_that_are_kept_of_it_go_too(store: SqliteStore, tmp_path: Path) -> None:
    texts = Texts(tmp_path / "texts")
    texts.keep(OLD, Text("Alpha is a member of Beta.", "en"))
    holdings = Holdings(store)
    app = create_app(Reader(store), curation=Curation(holdings, "curator", texts=texts))
    client = TestClient(app, base_url=HERE, headers=OWN)
    post(client, "sources/retract", name="two", preview=True)
    assert texts.find(OLD)
    post(client, "sources/retract", name="two")
    assert not texts.find(OLD)


@pytest.mark.parametrize(
    ("body", "status"),
    [({"name": "nobody"}, 404), ({"name": ""}, 422), ({"name": "two", "purge": True}, 422)],
)
def test_what_cannot_be_taken_out(
    client: TestClient, store: SqliteStore, body: dict[str, object], status: int
) -> None:
    before = store.revision()
    for preview in ({}, {"preview": True}):
        assert client.post(PATH, json={**body, **preview}).status_code == status
    assert store.revision() == before


def test_others_may_not(client: TestClient, store: SqliteStore) -> None:
    before = store.revision()
    elsewhere = {"Origin": "https://elsewhere.example"}
    silent = TestClient(create_app(Reader(store)), base_url=HERE, headers=OWN)
    plain = {"Content-Type": "text/plain"}
    for asker, headers in ((client, elsewhere), (client, plain), (silent, {})):
        assert asker.post(PATH, json={"name": "two"}, headers=headers).status_code == 403
    assert store.revision() == before
