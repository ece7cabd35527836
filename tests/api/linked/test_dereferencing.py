"""From a URI to the page or the data, whatever has become of the entity."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from api.app import create_app
from graph.ledger.judging import undo
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from tests.api.linked.conftest import PUBLIC
from tests.conformance.builders import SCHEMA, same, take_back, tell, thing, tie

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8"


def look(client: TestClient, path: str, accept: str = "*/*", method: str = "GET") -> Response:
    return client.request(method, path, headers={"Accept": accept}, follow_redirects=False)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    ("accept", "place"),
    [
        ("*/*", "data/organisation/litek.ttl"),
        ("", "data/organisation/litek.ttl"),
        (BROWSER, "page/organisation/litek"),
        ("application/ld+json", "data/organisation/litek.jsonld"),
        ("application/json", "data/organisation/litek.jsonld"),
        ("application/rdf+xml, text/turtle;q=0.2", "data/organisation/litek.rdf"),
        ("application/n-triples;q=0.9, text/turtle;q=0.2", "data/organisation/litek.nt"),
        ("text/turtle;q=0.5, text/html;q=0.4", "data/organisation/litek.ttl"),
    ],
)
def test_the_best_form_is_seen_elsewhere(
    client: TestClient, accept: str, place: str, method: str
) -> None:
    answer = look(client, "/id/organisation/litek", accept, method)
    assert answer.status_code == 303
    assert answer.headers["location"].endswith(f":8000/{place}")
    assert "Accept" in answer.headers["vary"]
    assert 'rel="alternate"; type="application/ld+json"' in answer.headers["link"]
    assert not answer.content


@pytest.mark.parametrize(
    ("ending", "place"),
    [(one, f"data/project/laser-go.{one}") for one in ("ttl", "jsonld", "rdf", "nt")]
    + [("html", "page/project/laser-go")],
)
def test_an_ending_names_the_form(client: TestClient, ending: str, place: str) -> None:
    answer = look(client, f"/id/project/laser-go.{ending}", "image/png")
    assert answer.status_code == 303
    assert answer.headers["location"].endswith(f"/{place}")


@pytest.mark.parametrize("accept", ["image/png", "text/turtle;q=0", "nonsense", ";;;,", ", ,"])
@pytest.mark.parametrize(
    "path", ["/id/organisation/litek", "/data/organisation/litek", "/ontology"]
)
def test_other_forms_are_refused_with_the_list(client: TestClient, path: str, accept: str) -> None:
    answer = look(client, path, accept)
    assert answer.status_code == 406
    assert "text/turtle (.ttl)" in answer.json()["detail"]
    assert answer.headers["vary"].startswith("Accept")
    assert answer.json()["type"].endswith("/problem/not-acceptable")


@pytest.mark.parametrize(
    "accept", ["TEXT/TURTLE", "Text/Turtle;Q=1.0", "text/turtle,", ", image/png, , text/turtle"]
)
@pytest.mark.parametrize("path", ["/data/organisation/litek", "/ontology", "/sparql"])
def test_forms_are_asked_for_in_any_case_and_with_gaps(
    client: TestClient, path: str, accept: str
) -> None:
    answer = look(client, path, accept)
    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (
        200,
        "text/turtle",
    )


@pytest.mark.parametrize("kind", ["id", "data", "page"])
def test_an_unknown_id_brings_the_nearest(client: TestClient, kind: str) -> None:
    answer = look(client, f"/{kind}/organisation/litekk")
    assert answer.status_code == 404
    assert "litek" in answer.text


def test_a_browser_is_told_on_a_page(client: TestClient) -> None:
    answer = look(client, "/id/organisation/litekk", BROWSER)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "/page/organisation/litek" in answer.text


@pytest.mark.parametrize(
    "path", ["/id/unicorn/litek", "/id/organisation/%3Cscript%3E", "/id/organisation/" + "a-" * 900]
)
def test_what_never_was_is_unknown(client: TestClient, path: str) -> None:
    answer = look(client, path)
    assert answer.status_code == 404
    assert answer.headers["content-type"].endswith("json")


def test_another_kind_is_corrected(client: TestClient) -> None:
    answer = look(client, "/id/project/litek.ttl")
    assert answer.status_code == 301
    assert answer.headers["location"].endswith("/id/organisation/litek.ttl")


def test_other_sites_may_read(client: TestClient) -> None:
    origin = {"Origin": "https://elsewhere.example"}
    answer = client.get("/data/organisation/litek.ttl", headers=origin)
    assert answer.headers["access-control-allow-origin"] == "*"
    asked = {**origin, "Access-Control-Request-Method": "GET"}
    assert client.options("/id/organisation/litek", headers=asked).status_code == 200


def test_what_is_internal_is_for_this_house_alone() -> None:
    store = SqliteStore(":memory:")
    tell(store, "one", thing("a"))
    internal = TestClient(create_app(Reader(store, before=Reader(store))))
    origin = {"Origin": "https://elsewhere.example"}
    answer = internal.get("/data/organisation/a.ttl", headers=origin)
    assert answer.status_code == 200
    assert "access-control-allow-origin" not in answer.headers


def test_the_host_header_is_not_believed(own: TestClient, store: GraphStore) -> None:
    tell(store, "one", thing("a"))
    answer = own.get("/id/organisation/a", headers={"Host": "evil.example"})
    assert answer.headers["location"] == f"{PUBLIC}/data/organisation/a.ttl"


def test_merged_undone_retracted_purged(own: TestClient, store: GraphStore) -> None:
    """The whole life of an id, on each store."""
    tell(store, "one", thing("a"))
    tell(store, "two", thing("b", name={"en": "Beta <b>"}), thing("c"), tie("b", "PART_OF", "c"))
    assert own.get("/id/organisation/b").status_code == 303
    number = same(store, "a", "b")
    for path in ("/id/organisation/b.ttl", "/data/organisation/b.ttl", "/page/organisation/b"):
        answer = own.get(path)
        assert answer.status_code == 301
        assert answer.headers["location"] == f"{PUBLIC}{path.replace('/b', '/a')}"
        assert answer.headers["cache-control"] == "no-cache"
    undo(store, SCHEMA, number)
    assert own.get("/page/organisation/b").status_code == 200
    take_back(store, "two")
    gone = own.get("/id/organisation/b")
    assert gone.status_code == 410
    assert "'Beta <b>' (b) was in the graph until " in gone.json()["detail"]
    assert "the source two was retracted" in gone.json()["detail"]
    page = own.get("/page/organisation/b")
    assert page.status_code == 410
    assert "Beta &lt;b&gt;" in page.text
    take_back(store, "two", purge=True)
    assert own.get("/id/organisation/b").status_code == 404


@pytest.mark.parametrize(
    ("key", "id_"),
    [
        ("members:b-c", "members-b-c"),
        ("our-members:b", "our-members--b"),
        ("members:光学", "members_6595142f32f430ef"),
        ("our-members:a b", "our-members-a-b_a99d13b83b03c3a2"),
    ],
)
def test_what_a_table_named_is_told_of_too(
    own: TestClient, store: GraphStore, key: str, id_: str
) -> None:
    """Its scheme is no register, but the source's own."""
    tell(store, "one", thing("a"))
    tell(store, "two", thing(key))
    assert own.get(f"/id/organisation/{id_}").status_code == 303
    same(store, "a", key)
    answer = own.get(f"/id/organisation/{id_}")
    assert (answer.status_code, answer.headers["location"]) == (301, f"{PUBLIC}/id/organisation/a")
    assert answer.headers["cache-control"] == "no-cache"
    undo(store, SCHEMA, 1)
    assert own.get(f"/id/organisation/{id_}").status_code == 303
    take_back(store, "two")
    assert own.get(f"/id/organisation/{id_}").status_code == 410


def test_an_identifier_that_came_to_a_name(own: TestClient, store: GraphStore) -> None:
    tell(store, "one", thing("grid:grid.6441.7", name={"en": "Nameless"}))
    assert own.get("/id/organisation/grid-grid-6441-7").status_code == 303
    tell(store, "two", thing("named", identifiers=["grid:grid.6441.7"]))
    answer = own.get("/id/organisation/grid-grid-6441-7")
    assert answer.status_code == 301
    assert answer.headers["location"].endswith("/id/organisation/named")


def test_what_a_source_left_out(own: TestClient, store: GraphStore) -> None:
    tell(store, "one", thing("a"), thing("b"))
    tell(store, "one", thing("a"))
    assert "the source one left it out" in own.get("/id/organisation/b").json()["detail"]
