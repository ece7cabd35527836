"""The clients that people use, against the running server, on both stores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rdflib import URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, POSTDIRECTLY, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from api.app import create_app
from graph.rdf.index import Index
from graph.reader import Reader
from graph.store import GraphStore
from tests.conformance.builders import optics, tell, thing, tie
from tests.conformance.conftest import Opening, backend, opening, store
from tests.serving import running

__all__ = ["Opening", "backend", "opening", "store"]

LG = "https://w3id.org/lumigraph/ontology#"
ID = "https://w3id.org/lumigraph/id"
INFERRED = "https://w3id.org/lumigraph/graph/inferred"
WHO = f"""SELECT ?o {{ GRAPH <{INFERRED}> {{
  ?o <{LG}worksOnTransitive> <{ID}/technology/light> ;
     <{LG}locatedInTransitive> <{ID}/region/LT> }} }}"""


@pytest.fixture
def address(store: GraphStore, tmp_path: Path) -> Iterator[str]:
    """A server over a small graph."""
    tell(
        store,
        "one",
        *optics(),
        thing("a"),
        thing("p", "Project"),
        tie("a", "LOCATED_IN", "LT011"),
        tie("a", "PARTICIPATES_IN", "p", role="partner"),
        tie("p", "ABOUT", "oct"),
    )
    with running(lambda _: create_app(Reader(store), index=tmp_path / "index")) as url:
        yield url


def asked(address: str, query: str, form: str, **more: str) -> Any:
    """What SPARQLWrapper makes of the answer."""
    client = SPARQLWrapper(f"{address}/sparql", **more)
    client.setMethod(POST if len(query) % 2 else "GET")
    client.setQuery(query)
    client.setReturnFormat(form)
    return client.query().convert()


def test_sparqlwrapper(address: str) -> None:
    found = asked(address, WHO, JSON)
    assert [row["o"]["value"] for row in found["results"]["bindings"]] == [f"{ID}/organisation/a"]
    assert asked(address, f"{WHO} ", JSON) == found
    assert f"{ID}/organisation/a" in asked(address, WHO, XML).toxml()
    assert asked(address, WHO, CSV).decode().splitlines() == ["o", f"{ID}/organisation/a"]
    assert b"participatesIn" in asked(address, f"DESCRIBE <{ID}/organisation/a>", TURTLE)
    in_graph = f"ASK {{ ?o <{LG}worksOnTransitive> <{ID}/technology/lasers> }}"
    assert asked(address, in_graph, JSON, defaultGraph=INFERRED)["boolean"] is True
    assert asked(address, in_graph, JSON)["boolean"] is False
    with pytest.raises(QueryBadFormed, match="line 1, column"):
        asked(address, "SELECT ?x WHERE { nonsense", JSON)


def test_sparqlwrapper_with_the_query_as_the_body(address: str) -> None:
    client = SPARQLWrapper(f"{address}/sparql")
    client.setMethod(POST)
    client.setRequestMethod(POSTDIRECTLY)
    client.setReturnFormat(JSON)
    client.setQuery("ASK {}")
    found: Any = client.query().convert()
    assert found["boolean"] is True


def rows(client: SPARQLStore, query: str) -> list[str]:
    found: Any = client.query(query)
    return [str(row[0]) for row in found]


def test_rdflib(address: str) -> None:
    client = SPARQLStore(f"{address}/sparql")
    assert rows(client, WHO) == [f"{ID}/organisation/a"]
    about = (None, URIRef(f"{LG}about"), None)
    assert [triple for triple, _ in client.triples(about)] == [
        (URIRef(f"{ID}/project/p"), URIRef(f"{LG}about"), URIRef(f"{ID}/technology/oct"))
    ]


def test_an_ingest_is_seen(address: str, store: GraphStore, tmp_path: Path) -> None:
    client = SPARQLStore(f"{address}/sparql")
    assert len(rows(client, WHO)) == 1
    first = Index(tmp_path / "index", "https://w3id.org/lumigraph").stamp()
    tell(store, "two", thing("b"), tie("b", "LOCATED_IN", "LT"), tie("b", "WORKS_ON", "lasers"))
    assert rows(client, f"{WHO} ORDER BY ?o") == [f"{ID}/organisation/{x}" for x in "ab"]
    second = Index(tmp_path / "index", "https://w3id.org/lumigraph").stamp()
    assert first
    assert second
    assert second.revision == store.revision().number > first.revision
    assert second.version != first.version
