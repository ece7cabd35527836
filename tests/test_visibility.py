"""What one source keeps in the house is in no public output, by word or by number."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

import lumigraph
from api.app import create_app
from lumigraph.configuration import load_settings
from lumigraph.serving import application
from tests.command_line import Run, runner
from tests.neo4j_testing import empty

HERE = "http://127.0.0.1:8000"
SECRET = "Quetzalcoatl"
STATEMENTS = "statements run for what quetzalcoatl asks"
WORD = re.compile(r"[\w.:-]+")
PLANTED = f"""
format: lumigraph/1
name: members-only
title: {SECRET} members
entries:
- id: quetzalcoatl
  type: Company
  name: {{en: {SECRET} Photonics}}
  locations:
  - {{country: LT, city: Vilnius}}
  website: https://quetzalcoatl.example
  technologies: [lasers]
  links:
  - {{id: litek, role: member_of, source: 'https://quetzalcoatl.example/about'}}
  source: [https://quetzalcoatl.example/about]
- id: ekspla
  type: Company
  name: {{en: Ekspla}}
  technologies: [optical-coherence-tomography]
  source: [https://quetzalcoatl.example/about]
- id: litek
  type: Cluster
  name: {{en: LITEK}}
  source: [https://quetzalcoatl.example/about]
"""
ASKED = (
    "/api/v1/who?technology=lasers&region=Lithuania&limit=100",
    "/api/v1/who?technology=OCT&region=Lithuania",
    f"/api/v1/search?text={SECRET}",
    "/api/v1/search?text=quetzal",
    # Nearest names, facets, filters, and what is refused.
    "/api/v1/search?text=quetzalcoatk",
    "/api/v1/who?technology=lasers&region=Lithuania&type=Company&limit=1",
    "/api/v1/who?technology=quetzalcoatk&region=Lithuania",
    "/api/v1/network?entity=litek",
    "/api/v1/network",
    "/api/v1/entities/quetzalcoatk",
    "/reconcile/suggest/entity?prefix=quet",
    "/sparql?query=SELECT%20(COUNT(*)%20AS%20%3Fn)%20%7B%3Fs%20%3Fp%20%3Fo%7D",
    "/page/organisation/quetzalcoatl",
    "/data/organisation/ekspla.ttl",
    "/api/v1/entities/quetzalcoatl",
    "/api/v1/entities/ekspla",
    "/api/v1/entities/litek",
    "/api/v1/entities/litek/neighbours?depth=2&limit=500",
    "/api/v1/path?from=litek&to=quetzalcoatl",
    "/api/v1/path?from=litek&to=ekspla",
    "/api/v1/technologies?broader=lasers",
    f"/api/v1/technologies?text={SECRET}",
    "/api/v1/regions?within=LT",
    "/api/v1/sources",
    "/api/v1/stats",
    "/api/v1/health",
)
PUBLISHED = (
    # With the checksums of all dumps, evidence and judgements included.
    "/catalog",
    "/catalog?profile=2.1.1",
    "/catalog.html",
    "/dataset/source-members-only",
)


@pytest.fixture(scope="module", params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def public(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The URL of a store with the bundled data, in which no test here changes anything."""
    if request.param == "sqlite":
        bundled = request.getfixturevalue("bundled").removeprefix("sqlite:///")
        yield f"sqlite:///{shutil.copy(bundled, tmp_path_factory.mktemp('public'))}"
        return
    url = request.getfixturevalue("neo4j_url")
    empty(url)
    with lumigraph.open(url) as graph:
        graph.ingest(lumigraph.bundled_data())
    yield url
    empty(url)


@pytest.fixture
def store(public: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The public store; the internal one beside it is a file of the test."""
    monkeypatch.setenv("LUMIGRAPH_INTERNAL_STORE", f"sqlite:///{tmp_path / 'internal.db'}")
    return public


Asked = list[tuple[str, str]]


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What SQLite is asked in this process from now on: file and statement, values included."""
    asked: Asked = []
    connect = sqlite3.connect

    def traced(file: str | Path, **more: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(file, **more)
        connection.set_trace_callback(lambda text: asked.append((str(file), text)))
        return connection

    monkeypatch.setattr(sqlite3, "connect", traced)
    return asked


@pytest.fixture
def planted(tmp_path: Path) -> Path:
    """A source that says one new thing of a known company, and one of an unknown one."""
    path = tmp_path / "members.yaml"
    path.write_text(PLANTED, encoding="utf-8")
    return path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    monkeypatch.chdir(tmp_path)  # where a file of rejects would be left
    return runner(monkeypatch, capsys)


def answers(app: FastAPI, by: str, addresses: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield what is answered to each of ``addresses``, with ``by`` before it."""
    client = TestClient(app, base_url=HERE)
    for address in addresses:
        answer = client.get(address)
        said = f"{answer.status_code} {answer.headers.get('etag')} {answer.text}"
        yield f"{by}{address}", said
    app.state.dataset.close()


def answers_without_token(url: str, statements: Asked, folder: Path) -> Iterator[tuple[str, str]]:
    """Yield what a server of the whole graph answers to who has no token, and what that asks."""
    # What another server made and kept would be statements less.
    layouts, index = (mkdtemp(dir=folder) for _ in range(2))
    settings = replace(load_settings(), store=url, layouts=layouts, index=index)
    with lumigraph.open(settings=settings, internal=True) as graph:
        app = application(graph, HERE)
        statements.clear()
        yield from answers(app, "no token: ", ASKED)
        yield STATEMENTS, told(statements)
        yield from answers(app, "no token: ", PUBLISHED)
        if app.state.public:
            app.state.public.dataset.close()


def told(statements: Asked) -> str:
    """Return how often each statement was run, whatever the order of the values in its lists.

    How a connection is set up does not count: threads come as they are needed. Nor do files other
    than stores.
    """
    runs = Counter(
        f"{file} {' '.join(sorted(WORD.findall(text)))}"
        for file, text in statements
        if file.endswith(("graph.db", "internal.db")) and not text.startswith("PRAGMA")
    )
    return "\n".join(f"{number} × {text}" for text, number in sorted(runs.items()))


def public_outputs(url: str, run: Run, folder: Path, statements: Asked) -> Mapping[str, str]:
    """Return everything that the public may be shown, each by what was asked."""
    found = dict(answers_without_token(url, statements, folder))
    with lumigraph.open(url) as graph:
        found |= answers(create_app(graph.reader), "", ASKED)
        found["frame"] = graph.to_pandas().to_json()
        found["networkx"] = str(sorted(graph.to_networkx().edges(keys=True)))
        found["rdf"] = "\n".join(sorted(graph.to_rdflib().serialize(format="nt").splitlines()))
    for name in ("graph.jsonl", "graph.csv"):
        assert run("export", "--store", url, "--output", str(folder / name)).code == 0
    for file in sorted(folder.glob("graph.*")):
        if file.suffix in (".jsonl", ".csv"):
            found[file.name] = file.read_text(encoding="utf-8")
    return found


def test_no_public_output_tells_of_an_internal_source(
    store: str, planted: Path, run: Run, tmp_path: Path, statements: Asked
) -> None:
    """Nor by time: the same statements are run, as often, and none in the internal store."""
    before = public_outputs(store, run, tmp_path, statements)
    ran = run("ingest", str(planted), "--visibility", "internal", "--store", store, "--json")
    assert (ran.json[0]["created"] > 0, ran.json[0]["rejected"]) == (True, 0)
    after = public_outputs(store, run, tmp_path, statements)
    for asked, answer in after.items():
        assert answer == before[asked], asked
    told = {asked for asked, answer in after.items() if SECRET.lower() in answer.lower()}
    # What echoes the question does so before and after.
    assert all(SECRET.lower() in asked.lower() or "quetzalcoatl" in asked for asked in told)


def test_the_house_sees_it(store: str, planted: Path, run: Run, tmp_path: Path) -> None:
    run("ingest", str(planted), "--visibility", "internal", "--store", store)
    found = run("who", "-x", "lasers", "-y", "Lithuania", "--store", store, "--json").json
    assert "quetzalcoatl" in [hit["id"] for hit in found["hits"]]
    output = tmp_path / "all.jsonl"
    run("export", "--internal", "--store", store, "--output", str(output))
    assert SECRET in output.read_text(encoding="utf-8")
    settings = replace(load_settings(), store=store)
    with lumigraph.open(settings=settings, internal=True) as graph:
        answer = TestClient(create_app(graph.reader)).get("/api/v1/entities/ekspla").json()
    assert "optical-coherence-tomography" in json.dumps(answer)


def test_a_word_that_is_no_visibility_is_refused(store: str, planted: Path, run: Run) -> None:
    ran = run("ingest", str(planted), "--visibility", "intern", "--store", store)
    assert (ran.code, "embargoed until" in ran.err) == (2, True)
    assert run("show", "quetzalcoatl", "--store", store).code == 2
