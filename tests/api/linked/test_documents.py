"""A document holds the same in every form, and costs the same however much hangs on it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pyoxigraph
import pytest
from fastapi.testclient import TestClient
from pyoxigraph import RdfFormat

from graph.curating.archived import Copy, enter_copy
from graph.curating.hand import Hand
from graph.ledger.holdings import Holdings
from graph.rdf.document import PART
from graph.reader import Reader
from graph.records import EntityRecord, Evidence
from graph.store import GraphStore
from ontology.context import context
from ontology.model import load_model
from tests.conformance.builders import take_back, tell, thing, tie

LG = "https://w3id.org/lumigraph/ontology#"
ID = "https://w3id.org/lumigraph/id"
FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "rdf": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}


def triples(client: TestClient, path: str, ending: str) -> set[str]:
    answer = client.get(f"{path}.{ending}")
    assert answer.status_code == 200, answer.text
    text = answer.text
    if ending == "jsonld":
        document = json.loads(text)
        assert document["@context"].endswith("/ontology/context.jsonld")
        text = json.dumps({**document, **context(load_model())})
    return {str(one.triple) for one in pyoxigraph.parse(text, format=FORMATS[ending])}


@pytest.mark.parametrize("path", ["project/laser-go", "organisation/litek", "technology/lasers"])
def test_every_form_says_the_same(client: TestClient, path: str) -> None:
    first, *others = (triples(client, f"/data/{path}", ending) for ending in FORMATS)
    assert all(other == first for other in others)


def test_a_document_describes_itself_and_the_thing(client: TestClient) -> None:
    said = triples(client, "/data/project/laser-go", "nt")
    document = "<http://127.0.0.1:8000/data/project/laser-go>"
    thing_ = f"<{ID}/project/laser-go>"
    litek = f"<{ID}/organisation/litek>"
    assert f"{document} <http://xmlns.com/foaf/0.1/primaryTopic> {thing_}" in said
    for part in ("license", "modified", "source", "hasFormat"):
        assert any(f"{document} <http://purl.org/dc/terms/{part}>" in one for one in said), part
    assert f"{litek} <{LG}participatesIn> {thing_}" in said
    node = f"<{ID}/organisation/litek#participatesIn/laser-go/coordinator>"
    assert any(f"{node} <{LG}role>" in one for one in said)
    assert any(f"{litek} <http://www.w3.org/2000/01/rdf-schema#label>" in one for one in said)
    assert (
        f"{thing_} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> "
        + ("<http://xmlns.com/foaf/0.1/Project>")
        in said
    )


def test_what_lies_above_is_said(client: TestClient, reader: Reader) -> None:
    said = triples(client, "/data/technology/optical-coherence-tomography", "nt")
    climbed = "<http://www.w3.org/2004/02/skos/core#broaderTransitive>"
    topic = f"<{ID}/technology/optical-coherence-tomography>"
    tree = reader.frame().tree
    wider, todo = set(), ["optical-coherence-tomography"]
    while todo:
        for one in tree.broader.get(todo.pop(), ()):
            if one not in wider:
                wider.add(one)
                todo.append(one)
    assert len(wider) > 2
    found = {one.split(f"{climbed} ")[1] for one in said if f"{topic} {climbed}" in one}
    assert found == {f"<{ID}/technology/{one}>" for one in wider}


def test_headers(client: TestClient) -> None:
    answer = client.get("/data/project/laser-go", headers={"Accept": "application/ld+json"})
    assert answer.headers["content-type"].startswith("application/ld+json")
    assert answer.headers["content-location"].endswith("/data/project/laser-go.jsonld")
    assert "Accept" in answer.headers["vary"]
    assert answer.headers["last-modified"].endswith("GMT")
    known = {"If-None-Match": answer.headers["etag"], "Accept": "application/ld+json"}
    assert client.get("/data/project/laser-go", headers=known).status_code == 304
    assert client.get("/data/project/laser-go", headers={**known, "Accept": "*/*"}).content
    head = client.head("/data/project/laser-go.ttl")
    assert (head.status_code, head.content) == (200, b"")


@pytest.mark.parametrize(
    "query",
    ["relation=NO_SUCH&direction=in", "relation=PART_OF&direction=up", "after=x", "unknown=1"],
)
def test_a_part_that_is_none(client: TestClient, query: str) -> None:
    assert client.get(f"/data/project/laser-go.ttl?{query}").status_code == 422


def hub(store: GraphStore, size: int) -> None:
    """Enter a project with ``size`` partners."""
    names = [f"partner-{number:04}" for number in range(size)]
    tell(
        store,
        "one",
        thing("hub", "Project"),
        *(thing(name) for name in names),
        *(tie(name, "PARTICIPATES_IN", "hub", role="partner") for name in names),
    )


@pytest.mark.parametrize(
    "path", ["/data/project/hub.ttl", "/data/project/hub.jsonld", "/page/project/hub"]
)
def test_no_more_statements_for_more_relations(
    own: TestClient, store: GraphStore, counted: Callable[[], int], path: str
) -> None:
    hub(store, 2)
    counted()
    own.get(path)
    few = counted()
    hub(store, PART + 50)
    counted()
    answer = own.get(path)
    assert counted() == few <= 13
    assert "partner-0001" in answer.text
    assert "partner-0149" not in answer.text


def test_a_long_document_goes_on(own: TestClient, store: GraphStore) -> None:
    hub(store, PART + 50)
    path, seen = "/data/project/hub.nt", set()
    while path:
        text = own.get(path).text
        part = {one.split(" ")[0] for one in text.splitlines() if "ontology#participatesIn>" in one}
        assert len(part) <= PART * 2
        seen |= {one for one in part if "#" not in one}
        more = [one for one in text.splitlines() if "rdf-schema#seeAlso" in one]
        assert len(more) <= 1
        path = more[0].split("<")[-1].split(">")[0].replace("hub?", "hub.nt?") if more else ""
    assert len(seen) == PART + 50
    page = own.get("/page/project/hub")
    assert page.text.count('class="link"') == PART
    assert "relation=PARTICIPATES_IN&amp;direction=in&amp;after=partner-0099" in page.text


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets the day on which revisions are closed."""

    def turn(day: str) -> None:
        for place in ("graph.sqlite_store.store.now", "graph.neo4j_store.journal.now"):
            monkeypatch.setattr(place, lambda: f"{day}T12:00:00+00:00")

    return turn


def test_a_document_is_as_old_as_what_it_shows(
    own: TestClient, store: GraphStore, days: Callable[[str], None]
) -> None:
    paths = ("/data/organisation/a.nt", "/page/organisation/a")
    days("2026-03-01")
    tell(store, "one", thing("a"), thing("club", "Cluster"), tie("a", "MEMBER_OF", "club"))
    first = {path: own.get(path) for path in paths}
    assert {one.headers["last-modified"][:16] for one in first.values()} == {"Sun, 01 Mar 2026"}
    days("2026-03-02")
    tell(store, "two", thing("b"))
    for path, before in first.items():
        assert own.get(path).content == before.content
        for name, header in (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since")):
            known = {header: before.headers[name]}
            assert own.get(path, headers=known).status_code == 304, (path, header)
    assert own.get("/page/organisation/b").headers["last-modified"][:16] == "Mon, 02 Mar 2026"
    days("2026-03-03")
    tell(store, "one", thing("a"))
    for path, before in first.items():
        for name, header in (("etag", "If-None-Match"), ("last-modified", "If-Modified-Since")):
            after = own.get(path, headers={header: before.headers[name]})
            assert after.status_code == 200, (path, header)
            assert after.headers["last-modified"][:16] == "Tue, 03 Mar 2026"
            assert after.headers["etag"] != before.headers["etag"]
    assert "2026-03-03T12:00:00" in own.get(paths[0]).text


def test_a_page_may_show_what_was_entered_by_hand(
    own: TestClient, store: GraphStore, days: Callable[[str], None]
) -> None:
    """The copy that an archive keeps of a page, which the documents do not tell of."""
    days("2026-03-01")
    page = "https://a.example/about"
    said = EntityRecord("a", "Company", {"name": {"en": "a"}}, Evidence("of a", urls=(page,)))
    tell(store, "one", said)
    data = own.get("/data/organisation/a.nt").headers
    days("2026-03-02")
    kept = Copy("https://web.archive.org/web/2025/about", "2025-01-01")
    entry = enter_copy(Hand(Holdings(store), "a curator", page), page, kept)
    shown = own.get("/page/organisation/a")
    assert kept.address in shown.text
    assert shown.headers["last-modified"][:16] == "Mon, 02 Mar 2026"
    assert own.get("/data/organisation/a.nt").headers["etag"] == data["etag"]
    days("2026-03-03")
    take_back(store, entry)
    again = own.get("/page/organisation/a", headers={"If-None-Match": shown.headers["etag"]})
    assert kept.address not in again.text
    assert again.headers["last-modified"][:16] == "Tue, 03 Mar 2026"


@pytest.mark.parametrize("path", ["/data/organisation/litek.ttl", "/page/organisation/litek"])
def test_what_is_as_old_as_the_asker_has_it_is_not_sent(client: TestClient, path: str) -> None:
    answer = client.get(path)
    known = answer.headers["last-modified"]
    assert client.get(path, headers={"If-Modified-Since": known}).status_code == 304
    former = "Mon, 01 Jan 2001 00:00:00 GMT"
    to_come = "Fri, 01 Jan 9999 00:00:00 GMT"
    for since in (former, to_come, "yesterday", "", "Mon, 99 Jan 2001 00:00:00 GMT"):
        assert client.get(path, headers={"If-Modified-Since": since}).status_code == 200
    both = {"If-Modified-Since": known, "If-None-Match": 'W/"another"'}
    assert client.get(path, headers=both).status_code == 200
    missing = path.replace("litek", "no-such-thing")
    assert client.get(missing, headers={"If-Modified-Since": known}).status_code == 404
