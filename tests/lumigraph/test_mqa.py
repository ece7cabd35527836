"""The portal's quality assessment of a running server over the bundled data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi import FastAPI, Request, Response
from rdflib import RDF, URIRef
from rdflib import Graph as Rdf
from rdflib.namespace import DCAT, FOAF

import lumigraph
from graph.catalogue.mqa import Assessment
from lumigraph.cli.assessing import LEAST_SHAPES
from lumigraph.configuration import load_settings
from lumigraph.quality import Place, Quality, quality
from lumigraph.serving import application, running
from tests.command_line import Run
from tests.graph.catalogue.test_mqa import REMOVED

PUBLISHER = {
    "publisher_name": "Photonics Alliance",
    "publisher_url": "https://alliance.lumigraph.eu",
    "contact_name": "Data desk",
    "contact_email": "data@lumigraph.eu",
}
Break = Callable[[Rdf], object]


@pytest.fixture(scope="module", autouse=True)
def settings(bundled: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The publisher's own data, and the bundled graph."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("mqa"))
        for name, value in {**PUBLISHER, "store": bundled}.items():
            patch.setenv(f"LUMIGRAPH_{name.upper()}", value)
        yield


class Breakable:
    """A server whose catalogue and dumps can be broken."""

    def __init__(self) -> None:
        self.broken: list[Break] = []
        self.dead = ""
        self.address = ""

    def quality(self) -> Quality:
        """What is measured now."""
        place = Place(self.address, self.address, self.address)
        return quality(place, lambda _: [], lambda *_: None)

    async def answer(self, request: Request, call: Callable[..., object]) -> Response:
        """Answer as the server does, but for what is broken."""
        if self.dead and request.url.path.startswith(self.dead):
            return Response(status_code=404)
        response: Response = await call(request)  # type: ignore[misc]
        if request.url.path != "/catalog":
            return response
        body = b"".join([part async for part in response.body_iterator])  # type: ignore[attr-defined]
        document = Rdf().parse(data=body, format="turtle")
        for one in self.broken:
            one(document)
        return Response(document.serialize(format="nt"), media_type="text/turtle")


@pytest.fixture(scope="module")
def server(settings: None) -> Iterator[Breakable]:
    breakable = Breakable()
    with lumigraph.open(settings=load_settings()) as graph:

        def make(address: str) -> FastAPI:
            # The URIs lead to the server, so that nobody else is asked where they lead.
            graph.settings = replace(graph.settings, base_uri=address)
            app = application(graph, address)
            app.middleware("http")(breakable.answer)
            return app

        with running(make) as breakable.address:
            yield breakable


@pytest.fixture
def whole(server: Breakable) -> Breakable:
    """The server with nothing broken."""
    server.broken, server.dead = [], ""
    return server


def lost(found: Assessment) -> dict[str, float]:
    figures = found.figures
    return {
        one.metric.name: one.metric.weight - one.points
        for one in figures
        if one.points < one.metric.weight
    }


def test_nothing_is_lost_on_the_running_server(whole: Breakable) -> None:
    found = whole.quality()
    assert lost(found.measured) == lost(found.expected) == {}
    assert (found.measured.points, found.measured.most) == (405, 405)
    assert found.dead == {}


@pytest.mark.parametrize("path", REMOVED, ids=lambda path: path.split("/")[-1])
def test_what_the_server_does_not_say_costs_its_points(whole: Breakable, path: URIRef) -> None:
    whole.broken = [lambda document: document.remove((None, path, None))]
    assert lost(whole.quality().measured) == REMOVED[path]


def test_a_dump_that_does_not_answer_costs_its_share(whole: Breakable) -> None:
    whole.dead = "/dump/source-"
    found = whole.quality()
    assert lost(found.measured) == {"access-url": 25, "download-answers": 15}
    assert set(found.dead.values()) == {404}


def test_the_command_says_what_is_in_the_way(run: Run) -> None:
    said = run("validate", "--mqa")
    assert said.code == 0
    assert "405 of 405 points, Excellent" in said.out
    assert "Expected when public: 405 of 405" in said.out
    assert "Not publishable yet: public_url is 'http://127.0.0.1:8000'" in said.out


def test_a_public_address_is_expected_not_measured(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUMIGRAPH_PUBLIC_URL", "https://data.lumigraph.eu")
    said = run("validate", "--mqa", "--json").json
    assert said["publishable"] is False
    assert said["measured"]["points"] == 405 - 50 - 30
    assert said["expected"]["points"] == 405
    assert said["obstacles"] == [
        "nobody outside was asked: `validate --mqa --public https://data.lumigraph.eu` does"
    ]


def test_a_running_server_is_asked(run: Run, whole: Breakable) -> None:
    whole.broken = [lambda document: document.remove((None, FOAF.name, None))]
    said = run("validate", "--mqa", "--server", whole.address, "--json")
    assert said.code == 1
    assert said.json["server"] == whole.address
    assert said.json["measured"]["points"] == 405 - 30
    assert "foaf:name" in said.json["violations"][0]


def test_the_outside_is_asked_as_it_is(run: Run, whole: Breakable) -> None:
    said = run("validate", "--mqa", "--public", whole.address, "--json")
    assert said.code == 1
    assert said.json["measured"]["points"] == 405
    assert said.json["obstacles"] == [
        f"{whole.address} is seen by this machine or its network alone"
    ]


def test_a_base_that_leads_nowhere_is_in_the_way(run: Run, whole: Breakable) -> None:
    nowhere = URIRef("http://127.0.0.1:1/catalog")
    whole.broken = [
        lambda document: document.remove((None, RDF.type, DCAT.Catalog)),
        lambda document: document.add((nowhere, RDF.type, DCAT.Catalog)),
    ]
    said = run("validate", "--mqa", "--public", whole.address, "--json")
    assert said.code == 1
    assert f"{nowhere} does not lead to the catalogue (no answer)" in said.json["obstacles"][1]


def test_what_is_no_catalogue(run: Run, whole: Breakable) -> None:
    whole.broken = [lambda document: document.remove((None, RDF.type, DCAT.Catalog))]
    said = run("validate", "--mqa", "--server", whole.address)
    assert said.code == 2
    assert "holds no catalogue" in said.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--mqa", "--public", "nonsense"], "--public is 'nonsense'"),
        (["--mqa", "--server", "http://127.0.0.1:1"], "/catalog cannot be had"),
        (["--public", "http://127.0.0.1:1"], "say --mqa too"),
    ],
)
def test_what_cannot_be_asked(run: Run, arguments: list[str], words: str) -> None:
    said = run("validate", *arguments)
    assert said.code == 2
    assert words in said.err


def test_users_shapes_stand_in_for_ours(run: Run, whole: Breakable, tmp_path: Path) -> None:
    shapes = tmp_path / "strict.ttl"
    shapes.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix dcat: <http://www.w3.org/ns/dcat#> .\n"
        "dcat:x a sh:NodeShape ; sh:targetClass dcat:Catalog ;\n"
        "  sh:property [ sh:path dcat:nonsense ; sh:minCount 1 ] .\n"
    )
    said = run("validate", "--mqa", "--server", whole.address, "--json", "--shapes", str(shapes))
    assert said.json["measured"]["points"] == 405 - 30
    assert LEAST_SHAPES.is_file()


def test_the_official_shapes_agree(shared: Path, run: Run, whole: Breakable) -> None:
    folder = shared / "data" / "dcat-ap" / "3.0.1"
    names = ("shapes.ttl", "range.ttl")
    given = [text for name in names for text in ("--shapes", str(folder / name))]
    said = run("validate", "--mqa", "--server", whole.address, "--json", *given)
    assert said.json["violations"] == []
    assert said.json["measured"]["points"] == 405
