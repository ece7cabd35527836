"""The catalogue in pages, followed as the harvesters of portals do."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCAT

from api.app import create_app
from api.catalogue.hydra import Page
from graph.catalogue.publication import Publication
from graph.errors import UnknownNameError
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from tests.api.catalogue.conftest import tell_licensed
from tests.conformance.builders import thing

HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
URL = "https://data.lumigraph.eu"
SOURCES = 120
Follow = Callable[[Graph], str]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A catalogue of 121 datasets."""
    folder = tmp_path_factory.mktemp("hydra")
    store = SqliteStore(str(folder / "graph.db"))
    for number in range(SOURCES):
        tell_licensed(store, f"s{number:03}", thing(f"a{number}"))
    publisher = Publication(URL, publisher_name="Photonics Alliance", contact_name="Data desk")
    app = create_app(
        Reader(store), public_url=URL, publication=publisher, index=folder / "i", dumps=folder / "d"
    )
    yield TestClient(app, base_url=URL)
    app.state.dataset.close()
    store.close()


def ckan(page: Graph) -> str:
    """What ckanext-dcat follows: hydra:next of a hydra:PagedCollection."""
    for node in page.subjects(RDF.type, HYDRA.PagedCollection):
        for found in page.objects(node, HYDRA.next):
            return str(found)
    return ""


def piveau(page: Graph) -> str:
    """What the harvester of the European portal follows: hydra:nextPage, which must be a text."""
    (node,) = page.subjects(RDF.type, HYDRA.PagedCollection)
    found = page.value(node, HYDRA.nextPage)
    assert found is None or isinstance(found, Literal)
    total = page.value(node, HYDRA.totalItems)
    assert isinstance(total, Literal)
    assert total.toPython() == SOURCES + 1
    return str(found or "")


def hydra(page: Graph) -> str:
    """What the vocabulary's present version says: hydra:next, a link, of a view."""
    (node,) = page.subjects(RDF.type, HYDRA.PartialCollectionView)
    found = page.value(node, HYDRA.next)
    assert found is None or isinstance(found, URIRef)
    return str(found or "")


@pytest.mark.parametrize("follow", [ckan, piveau, hydra])
@pytest.mark.parametrize(
    ("start", "form"),
    [("/catalog.rdf?page=1", "xml"), ("/catalog?page=1&profile=2.1.1", "turtle")],
)
def test_every_dataset_comes_once(
    client: TestClient, follow: Follow, start: str, form: str
) -> None:
    address, found, pages = URL + start, [], 0
    while address:
        answer = client.get(address)
        assert answer.status_code == 200
        page = Graph().parse(data=answer.content, format=form)
        found += [*page.subjects(RDF.type, DCAT.Dataset)]
        linked = {*page.objects(None, DCAT.dataset)}
        assert linked == {*page.subjects(RDF.type, DCAT.Dataset)}
        address, pages = follow(page), pages + 1
    assert pages == 3
    assert len(found) == len(set(found)) == SOURCES + 1


def test_services_are_told_of_once(client: TestClient) -> None:
    for number, services in ((1, 3), (2, 0), (3, 0)):
        page = Graph().parse(data=client.get(f"/catalog.ttl?page={number}").content)
        assert len([*page.subjects(RDF.type, DCAT.DataService)]) == services


def test_pages_know_their_neighbours() -> None:
    assert Page(1, 121).neighbours == {"first": 1, "next": 2, "last": 3}
    assert Page(3, 121).neighbours == {"first": 1, "previous": 2, "last": 3}
    assert Page(1, 0).neighbours == {"first": 1, "last": 1}
    assert Page(2, 100).last == 2


@pytest.mark.parametrize("number", [0, -1, 4])
def test_there_are_no_other_pages(number: int) -> None:
    with pytest.raises(UnknownNameError, match=f"no page {number}: the last is 3"):
        Page(number, 121)


@pytest.mark.parametrize(("page", "status"), [("4", 404), ("-1", 422), ("x", 422)])
def test_a_wrong_page_is_a_problem(client: TestClient, page: str, status: int) -> None:
    answer = client.get(f"/catalog.ttl?page={page}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
