"""``/catalog``, ``/dataset`` and ``/dump``: who asks what, and gets which document."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import DCAT, FOAF

from api.app import create_app
from api.catalogue import catalog_keeper
from api.catalogue.catalog_keeper import Keeper
from api.linked.forms import DATA, Form
from graph.catalogue.dumps import source_mark
from graph.catalogue.model import Catalogue
from graph.catalogue.profiles import load_profiles
from graph.catalogue.rendering import catalogue_statements, written
from graph.catalogue.shelf import Shelf
from graph.errors import DumpError
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from graph.store import GraphStore
from tests.api.catalogue.conftest import BY, tell_licensed
from tests.conformance.builders import take_back, thing, tie

HOSTILE = '<script>alert(1)</script> "x" & \''


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    """Two sources, one of them with a hostile name and title."""
    with closing(SqliteStore(str(tmp_path / "graph.db"))) as made:
        member = tie("acme", "MEMBER_OF", "club")
        tell_licensed(made, "clubs", thing("club", "Cluster"), thing("acme"), member)
        tell_licensed(made, "other/../one", thing("other"), title=HOSTILE)
        yield made


@pytest.fixture
def app(store: GraphStore, tmp_path: Path) -> FastAPI:
    return served(Reader(store), tmp_path / "dumps")


def served(reader: Reader, folder: Path) -> FastAPI:
    return create_app(reader, public_url=BY.public_url, publication=BY, dumps=folder)


@pytest.fixture
def client(app: FastAPI) -> TestClient:
    return TestClient(app)


def catalogue(app: FastAPI) -> Catalogue:
    keeper: Keeper = app.state.catalogue
    return keeper.catalogue()


@pytest.mark.parametrize("form", DATA, ids=lambda one: str(one.ending))
@pytest.mark.parametrize("profile", [*load_profiles()])
def test_each_form_and_profile(app: FastAPI, client: TestClient, form: Form, profile: str) -> None:
    asked = {"profile": profile}
    by_ending = client.get(f"/catalog.{form.ending}", params=asked)
    by_accept = client.get("/catalog", params=asked, headers={"Accept": form.media_type})
    statements = catalogue_statements(catalogue(app), load_profiles()[profile])
    assert by_ending.content == by_accept.content == written(statements, form.ending)
    assert by_accept.headers["content-type"].partition(";")[0] == form.media_type
    assert "Accept" in by_accept.headers["vary"]
    for other in DATA:
        query = "" if profile == "3.0.1" else f"?profile={profile}"
        assert f"/catalog.{other.ending}{query}>" in by_ending.headers["link"]


def test_addresses_are_those_of_the_settings(client: TestClient) -> None:
    graph = Graph().parse(data=client.get("/catalog", headers={"Host": "evil.example"}).content)
    addresses = [str(one) for one in graph.objects(None, DCAT.downloadURL)]
    assert len(addresses) == 12
    assert all(one.startswith(f"{BY.public_url}/dump/") for one in addresses)


def test_every_address_of_a_file_answers_with_it(app: FastAPI, client: TestClient) -> None:
    dumps = [one for dataset in catalogue(app).datasets for one in dataset.distributions]
    for one in dumps:
        answer = client.get(one.download_url.removeprefix(BY.public_url))
        assert answer.headers["content-type"] == "application/gzip"
        assert "content-encoding" not in answer.headers
        assert len(answer.content) == one.byte_size
        assert hashlib.sha256(answer.content).hexdigest() == one.checksums["sha256"]
    assert b"acme" in gzip.decompress(client.get("/dump/source-clubs.ttl.gz").content)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_every_address_of_a_service_answers(app: FastAPI, client: TestClient, method: str) -> None:
    catalogue(app)  # waits for the files
    graph = Graph().parse(data=client.get("/catalog").content)
    services = [*graph.subjects(RDF.type, DCAT.DataService)]
    assert len(services) == 3
    for one in services:
        for named in (DCAT.endpointURL, DCAT.endpointDescription, FOAF.page, DCAT.landingPage):
            for address in graph.objects(one, named):
                place = str(address).removeprefix(BY.public_url)
                answer = client.request(method, place, follow_redirects=False)
                assert answer.status_code in (200, 303), place
                assert answer.headers.get("location", BY.public_url).startswith(BY.public_url)


def test_a_file_in_parts_and_not_twice(client: TestClient) -> None:
    whole = client.get("/dump/graph.nt.gz")
    part = client.get("/dump/graph.nt.gz", headers={"Range": "bytes=2-5"})
    assert (part.status_code, part.content) == (206, whole.content[2:6])
    again = client.get("/dump/graph.nt.gz", headers={"If-None-Match": whole.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    head = client.head("/dump/graph.nt.gz")
    assert head.headers["content-length"] == whole.headers["content-length"]


@pytest.mark.parametrize("wish", ["lines=0-1", "bytes=5-1", "bytes=", "bytes=a-b", "2-5"])
def test_a_range_that_is_none_is_passed_over(client: TestClient, wish: str) -> None:
    """RFC 9110, 14.2: a unit that is not known must be ignored, and what makes no sense may be."""
    answer = client.get("/dump/graph.nt.gz", headers={"Range": wish})
    assert (answer.status_code, "content-range" in answer.headers) == (200, False)


def test_a_range_behind_the_end_is_told(client: TestClient) -> None:
    size = client.head("/dump/graph.nt.gz").headers["content-length"]
    answer = client.get("/dump/graph.nt.gz", headers={"Range": f"bytes={size}-"})
    assert answer.status_code == 416
    assert answer.headers["content-range"] == f"bytes */{size}"
    assert answer.headers["content-type"] == "application/problem+json"
    assert f"the file has {size} bytes" in answer.json()["detail"]
    many = client.get("/dump/graph.nt.gz", headers={"Range": f"bytes=0-1,{size}-"})
    assert many.status_code == 416


@pytest.mark.parametrize(
    "name", ["manifest.json", "..%2Fgraph.db", "graph.ttl", "graph.exe.gz", "%00"]
)
def test_nothing_else_is_handed_out(client: TestClient, name: str) -> None:
    assert client.get(f"/dump/{name}").status_code == 404


def test_each_dataset_has_a_document_and_a_page(app: FastAPI, client: TestClient) -> None:
    for one in catalogue(app).datasets:
        graph = Graph().parse(data=client.get(f"/dataset/{one.slug}").content)
        assert {*graph.subjects(RDF.type, DCAT.Dataset)} == {URIRef(one.uri)}
        page = client.get(f"/dataset/{one.slug}.html")
        assert one.uri in page.text
        assert page.headers["content-type"].startswith("text/html")


@pytest.mark.parametrize("language", ["en", "lt", "fr", "de"])
def test_the_page_lists_datasets_and_files(app: FastAPI, client: TestClient, language: str) -> None:
    page = client.get("/catalog", headers={"Accept": "text/html", "Accept-Language": language})
    assert f'<html lang="{language}">' in page.text
    assert catalogue(app).title[language] in page.text
    for one in catalogue(app).datasets:
        assert one.landing_page.uri in page.text
        assert all(dump.download_url in page.text for dump in one.distributions)
    assert "<script>alert" not in page.text


def test_a_dataset_that_left_is_told_of(
    store: GraphStore, app: FastAPI, client: TestClient
) -> None:
    assert client.get("/dataset/source-clubs").status_code == 200
    take_back(store, "clubs")
    gone = client.get("/dataset/source-clubs")
    assert gone.status_code == 410
    assert "its source clubs left" in gone.json()["detail"]
    page = client.get("/dataset/source-clubs", headers={"Accept": "text/html"})
    assert (page.status_code, page.headers["content-type"]) == (410, "text/html; charset=utf-8")
    assert "No longer in the graph" in page.text
    assert "its source clubs left" in page.text
    assert client.get("/dump/source-clubs.ttl.gz").status_code == 404
    assert client.get("/dataset/source-nothing").status_code == 404


def test_of_a_purged_source_nothing_but_its_mark_is_told(
    store: GraphStore, client: TestClient
) -> None:
    mark = f"/dataset/{source_mark('clubs')}"
    assert client.get(mark).status_code == 200
    take_back(store, "clubs", purge=True)
    gone = client.get(mark)
    assert gone.status_code == 410
    assert "clubs" not in gone.text
    assert client.get("/dataset/source-clubs").status_code == 404


def test_it_follows_the_store(store: GraphStore, client: TestClient) -> None:
    before = client.get("/catalog")
    known = {"If-None-Match": before.headers["etag"]}
    assert client.get("/catalog", headers=known).status_code == 304
    tell_licensed(store, "third", thing("third"))
    after = client.get("/catalog", headers=known)
    assert after.status_code == 200
    assert b"source-third" in after.content
    assert b"source-third" not in before.content


def test_the_last_one_is_served_while_the_next_is_made(
    store: GraphStore, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_: object) -> object:
        raise DumpError("it was changed")

    before = client.get("/catalog")
    monkeypatch.setattr(Shelf, "make", busy)
    tell_licensed(store, "third", thing("third"))
    assert client.get("/catalog").content == before.content
    assert client.get("/catalog").headers["etag"] == before.headers["etag"]


def test_before_the_very_first_it_says_when_to_come_back(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_: object) -> object:
        raise DumpError("it was changed")

    monkeypatch.setattr(Shelf, "make", busy)
    for address in ("/catalog", "/dataset/graph", "/dump/graph.nt.gz"):
        answer = client.get(address)
        assert answer.status_code == 503
        assert answer.headers["retry-after"]
        assert "being made" in answer.json()["detail"]


def test_files_that_somebody_deleted_are_made_again(client: TestClient, tmp_path: Path) -> None:
    before = client.get("/dump/graph.nt.gz")
    shutil.rmtree(tmp_path / "dumps")
    assert client.get("/dump/graph.nt.gz").content == before.content


def test_files_of_a_former_revision_that_are_gone_are_not_promised(
    store: GraphStore, client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_: object) -> object:
        raise DumpError("it was changed")

    assert client.get("/dump/graph.nt.gz").status_code == 200
    monkeypatch.setattr(Shelf, "make", busy)
    tell_licensed(store, "third", thing("third"))
    shutil.rmtree(tmp_path / "dumps")
    assert client.get("/dump/graph.nt.gz").status_code == 503


def test_the_server_keeps_up_by_itself(
    app: FastAPI, store: GraphStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catalog_keeper, "INTERVAL", 0.01)

    def made() -> int:
        return len([*(tmp_path / "dumps").glob("0*/manifest.json")])

    with app.state.catalogue.following():
        wait_for(lambda: made() == 1)
        tell_licensed(store, "third", thing("third"))
        wait_for(lambda: made() == 2)


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until it holds, a minute at most."""
    for _ in range(6000):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError("it did not happen")


def test_an_empty_graph_has_no_catalogue(tmp_path: Path) -> None:
    with closing(SqliteStore(str(tmp_path / "empty.db"))) as empty:
        answer = TestClient(served(Reader(empty), tmp_path / "dumps")).get("/catalog")
    assert answer.status_code == 404
    assert "nothing to publish" in answer.json()["detail"]


def test_what_stays_in_the_house_is_in_no_catalogue(store: GraphStore, tmp_path: Path) -> None:
    with closing(SqliteStore(str(tmp_path / "internal.db"))) as internal:
        tell_licensed(internal, "secret", thing("secret"))
        reader = Reader(internal, before=Reader(store))
        client = TestClient(served(reader, tmp_path / "dumps"))
        assert "secret" not in client.get("/catalog").text
        assert "source-clubs" in client.get("/catalog").text
        graph = gzip.decompress(client.get("/dump/graph.nq.gz").content)
    assert b"acme" in graph
    assert b"secret" not in graph


@pytest.mark.parametrize(
    ("address", "accept", "status", "says"),
    [
        ("/catalog?profile=1.1", "*/*", 422, "3.0.1, 2.1.1"),
        ("/catalog", "image/png", 406, "text/turtle (.ttl)"),
        ("/catalog.xml", "*/*", 404, "/catalog.rdf"),
        ("/dataset/nothing", "*/*", 404, "/catalog lists them"),
        ("/catalog?page=9", "*/*", 404, "the last is 1"),
        ("/dump/nothing", "*/*", 404, "/catalog lists them"),
    ],
)
def test_what_is_wrong_is_said(
    client: TestClient, address: str, accept: str, status: int, says: str
) -> None:
    answer = client.get(address, headers={"Accept": accept})
    assert answer.status_code == status
    assert says in answer.json()["detail"]


def test_a_large_catalogue_comes_in_pages(
    app: FastAPI, client: TestClient, store: GraphStore
) -> None:
    for number in range(60):
        tell_licensed(store, f"s{number}", thing(f"a{number}"))
    first, second = client.get("/catalog"), client.get("/catalog?page=2")
    graphs = [Graph().parse(data=one.content) for one in (first, second)]
    listed = [{*one.subjects(RDF.type, DCAT.Dataset)} for one in graphs]
    assert [len(one) for one in listed] == [50, 13]
    assert listed[0] | listed[1] == {URIRef(one.uri) for one in catalogue(app).datasets}
    assert f"{BY.public_url}/catalog?page=2" in first.text
