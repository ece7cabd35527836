"""Nothing that is asked or taken in makes the server ask another: somebody listens, in vain."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link

import lumigraph
from ingest.errors import IngestError
from tests.ingest.documents.files import BODY, page, pdf

QUERIES = (
    "SELECT * { SERVICE <@> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <@> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <@> { ?s ?p ?o } }",
    "SELECT * { VALUES ?g { <@> } SERVICE ?g { ?s ?p ?o } }",
    "PREFIX s: <@> SELECT * { SERVICE s: { ?s ?p ?o } }",
    "BASE <@> SELECT * { SERVICE <x> { ?s ?p ?o } }",
    "SELECT * FROM <@> { ?s ?p ?o }",
    "SELECT * FROM NAMED <@> { GRAPH ?g { ?s ?p ?o } }",
    "DESCRIBE <@>",
    "LOAD <@>",
)


class Ear:
    """Listens on this machine, and answers nobody."""

    def __init__(self, listening: socket.socket) -> None:
        self._socket = listening
        self.address = f"http://127.0.0.1:{listening.getsockname()[1]}/x"

    def heard(self) -> bool:
        """Whether anybody came; whoever connected waits in the queue of the socket."""
        try:
            self._socket.accept()[0].close()
        except BlockingIOError:
            return False
        return True


@pytest.fixture
def ear() -> Iterator[Ear]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield Ear(listening)


def test_the_ear_hears(ear: Ear) -> None:
    port = int(ear.address.rsplit(":", 1)[1].removesuffix("/x"))
    with socket.create_connection(("127.0.0.1", port)):
        assert ear.heard()
    assert not ear.heard()


@pytest.mark.parametrize("query", QUERIES)
def test_no_query_asks_elsewhere(client: TestClient, ear: Ear, query: str) -> None:
    asked = {"query": query.replace("@", ear.address)}
    assert client.get("/sparql", params=asked).status_code in (200, 400, 403)
    for name in ("default-graph-uri", "named-graph-uri", "using-graph-uri", "update"):
        client.post("/sparql", data={"query": "ASK {}", name: ear.address})
    assert not ear.heard()


def linked_pdf(address: str) -> bytes:
    """A PDF with a link."""
    writer = PdfWriter(PdfReader(BytesIO(pdf(*[BODY] * 5))))

    writer.add_annotation(0, Link(rect=(0, 0, 9, 9), url=address))
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


FILES: dict[str, Callable[[str], str | bytes]] = {
    "context.jsonld": lambda at: f'{{"@context": "{at}", "@id": "{at}", "name": "x"}}',
    "import.jsonld": lambda at: f'{{"@context": {{"@version": 1.1, "@import": "{at}"}}}}',
    "entity.rdf": lambda at: (
        f'<!DOCTYPE r [<!ENTITY e SYSTEM "{at}">]><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">&e;</rdf:RDF>'
    ),
    "imports.ttl": lambda at: (
        f"@prefix owl: <http://www.w3.org/2002/07/owl#> .\n<{at}> a owl:Ontology ; "
        f"owl:imports <{at}> ; <http://www.w3.org/2000/01/rdf-schema#seeAlso> <{at}> ."
    ),
    "graph.graphml": lambda at: f'<!DOCTYPE g SYSTEM "{at}"><graphml/>',
    "page.html": lambda at: page(
        f'<p>{BODY * 5}</p><base href="{at}"><img src="{at}"><iframe src="{at}"></iframe>'
        f'<link rel="stylesheet" href="{at}"><meta http-equiv="refresh" content="0;{at}">'
    ),
    "links.pdf": linked_pdf,
    "table.csv": lambda at: f'Name,Website\n"=WEBSERVICE(""{at}"")",{at}\n',
}


@pytest.mark.parametrize("name", FILES)
def test_no_file_makes_us_ask(graph: lumigraph.Graph, ear: Ear, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    content = FILES[name](ear.address)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    with suppress(IngestError):  # some are refused, in others there is nothing for us
        graph.ingest(file)
    assert not ear.heard()
