"""From the URI of a source to what it is, for those who may see it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from babel.numbers import format_decimal
from fastapi.testclient import TestClient

from api.app import create_app
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from ontology.licences import licence_named
from tests.api.linked.conftest import PUBLIC
from tests.api.linked.test_dereferencing import BROWSER, look
from tests.api.linked.test_documents import FORMATS, triples
from tests.conformance.builders import take_back, tell, thing, tie

STARTER = "/graph/source/lumigraph-starter"
TERMS = "http://purl.org/dc/terms/"


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    ("path", "accept", "place"),
    [
        (STARTER, "*/*", "data/source/lumigraph-starter.ttl"),
        (STARTER, BROWSER, "page/source/lumigraph-starter"),
        (STARTER, "application/ld+json", "data/source/lumigraph-starter.jsonld"),
        (f"{STARTER}.rdf", "image/png", "data/source/lumigraph-starter.rdf"),
        (f"{STARTER}.html", "image/png", "page/source/lumigraph-starter"),
    ],
)
def test_a_source_is_seen_elsewhere(
    client: TestClient, path: str, accept: str, place: str, method: str
) -> None:
    answer = look(client, path, accept, method)
    assert answer.status_code == 303
    assert answer.headers["location"].endswith(f":8000/{place}")
    assert "Accept" in answer.headers["vary"]
    assert 'rel="alternate"; type="application/ld+json"' in answer.headers["link"]
    assert look(client, f"/{place}", accept, method).status_code == 200


def test_what_is_in_no_form_is_406(client: TestClient) -> None:
    assert look(client, STARTER, "image/png").status_code == 406


def test_every_form_says_the_same(client: TestClient) -> None:
    first, *others = (triples(client, "/data/source/lumigraph-starter", one) for one in FORMATS)
    assert all(other == first for other in others)


def test_what_is_told_of_a_source(client: TestClient, reader: Reader) -> None:
    [info] = [
        one.info for one in reader.store.ledger.sources() if one.info.name == "lumigraph-starter"
    ]
    licence = licence_named(info.licence)
    node = "<https://w3id.org/lumigraph/graph/source/lumigraph-starter>"
    said = triples(client, "/data/source/lumigraph-starter", "nt")
    records, entities, relations = reader.store.ledger.tally(info.name)
    for predicate, value in (
        ("title", f'"{info.title}"'),
        ("identifier", '"lumigraph-starter"'),
        ("rights", f'"{info.attribution}"'),
        ("license", f"<{licence.uri}>"),
        ("extent", f'"{records} records"'),
        ("extent", f'"{entities} entities"'),
        ("extent", f'"{relations} relations"'),
    ):
        assert f"{node} <{TERMS}{predicate}> {value}" in said
    dataset = "<https://w3id.org/lumigraph/dataset/source-lumigraph-starter>"
    assert f"{node} <http://www.w3.org/2000/01/rdf-schema#seeAlso> {dataset}" in said
    named = triples(client, "/data/project/laser-go", "nt")
    assert any(one.startswith(f"{node} <{TERMS}title>") for one in named & said)


@pytest.mark.parametrize("language", ["en", "lt", "fr", "de"])
def test_the_page_tells_it_too(client: TestClient, reader: Reader, language: str) -> None:
    page = client.get("/page/source/lumigraph-starter", params={"lang": language})
    records, *_ = reader.store.ledger.tally("lumigraph-starter")
    assert page.headers["content-language"] == language
    counted = format_decimal(records, locale=language)
    licence = licence_named("CC-BY-4.0")
    link = f'<a href="{licence.page}">{licence.label}</a>'
    for told in ("lumigraph-starter", link, counted, "/dataset/source-lumigraph"):
        assert told in page.text


def test_a_known_document_is_not_sent_again(client: TestClient) -> None:
    for path in ("/data/source/lumigraph-starter.ttl", "/page/source/lumigraph-starter"):
        first = client.get(path)
        assert first.headers["last-modified"]
        again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert again.status_code == 304


@pytest.fixture
def own() -> Iterator[tuple[TestClient, SqliteStore]]:
    """A server over a store of one's own."""
    store = SqliteStore(":memory:")
    app = create_app(Reader(store), public_url=PUBLIC)
    yield TestClient(app, follow_redirects=False), store
    store.close()


def test_any_name_is_found(own: tuple[TestClient, SqliteStore]) -> None:
    client, store = own
    for name in ("list.ttl", "hand/one two", "members"):
        tell(store, name, thing("alpha"), tie("alpha", "LOCATED_IN", "LT"))
    for name, form in (("list.ttl", ""), ("hand%2Fone%20two", ".rdf"), ("members", ".jsonld")):
        answer = client.get(f"/graph/source/{name}{form}")
        assert answer.headers["location"] == f"{PUBLIC}/data/source/{name}{form or '.ttl'}"
        assert client.get(answer.headers["location"]).status_code == 200
    assert "/dataset/" not in client.get("/data/source/hand%2Fone%20two.nt").text


def test_what_left_is_gone_and_what_was_erased_never_was(
    own: tuple[TestClient, SqliteStore],
) -> None:
    client, store = own
    tell(store, "left", thing("alpha"))
    tell(store, "erased", thing("beta"))
    take_back(store, "left")
    take_back(store, "erased", purge=True)
    for place in ("/graph/source", "/data/source", "/page/source"):
        assert client.get(f"{place}/left").status_code == 410
        assert client.get(f"{place}/erased").status_code == 404
        assert client.get(f"{place}/never").status_code == 404
