"""``/oai`` over HTTP, asked anything."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote
from xml.etree.ElementTree import fromstring

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from api.app import create_app
from api.catalogue.oai.arguments import verbs
from api.catalogue.oai.protocol import answered
from api.catalogue.oai.xml import OAI
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from tests.api.catalogue.conftest import BY, tell_licensed
from tests.api.catalogue.harvester import CODES, HEADERS, codes
from tests.api.catalogue.synthetic import identifier, of_250
from tests.api.catalogue.test_oai_flow import BAD_TOKENS
from tests.conformance.builders import thing

WORDS = st.sampled_from(
    [*verbs(), *HEADERS, "set", "from", "until", "identifier", "oai_dc", identifier(1), "odd"]
)
ANYTHING = st.one_of(WORDS, st.text(max_size=20), st.dates().map(str), st.sampled_from(BAD_TOKENS))
PAIRS = st.lists(st.tuples(st.one_of(WORDS, st.just("verb")), ANYTHING), max_size=6)
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    folder = tmp_path_factory.mktemp("oai-http")
    store = SqliteStore(str(folder / "graph.db"))
    tell_licensed(store, "one", thing("a"))
    made = create_app(
        Reader(store),
        public_url="https://data.lumigraph.eu",
        publication=BY,
        index=folder / "index",
        dumps=folder / "dumps",
    )
    yield made
    made.state.dataset.close()
    store.close()


@pytest.fixture(scope="module")
def client(app: FastAPI) -> TestClient:
    return TestClient(app)


def check(answer: Any) -> None:
    """An answer of the protocol, whatever was asked."""
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/xml; charset=utf-8"
    root = fromstring(answer.content)  # noqa: S314 - our own answer
    assert root.tag == f"{{{OAI}}}OAI-PMH"
    assert {one.get("code") for one in root.iterfind(f"{{{OAI}}}error")} <= CODES


def encoded(pairs: list[tuple[str, str]]) -> str:
    return "&".join(
        f"{quote(name, errors='surrogatepass')}={quote(value, errors='surrogatepass')}"
        for name, value in pairs
    )


@given(PAIRS)
def test_every_answer_is_xml_with_a_verb_or_errors(pairs: list[tuple[str, str]]) -> None:
    answer = fromstring(answered(of_250(), pairs, 5))  # noqa: S314 - our own answer
    *_, last = answer
    assert last.tag.removeprefix(f"{{{OAI}}}") in {*verbs(), "error"}
    assert {*codes(answer)} <= CODES


@given(PAIRS)
def test_pairs_by_get_and_by_post(client: TestClient, pairs: list[tuple[str, str]]) -> None:
    check(client.get(f"/oai?{encoded(pairs)}"))
    check(client.post("/oai", content=encoded(pairs), headers=FORM))


@given(st.binary(max_size=50))
def test_bytes_that_are_no_form(client: TestClient, content: bytes) -> None:
    check(client.post("/oai", content=content, headers=FORM))
    check(client.get(f"/oai?{quote(content)}"))


def test_head_and_other_methods(client: TestClient) -> None:
    assert client.head("/oai?verb=Identify").content == b""
    assert client.put("/oai").status_code == 405


def test_a_catalogue_behind_the_store_is_not_handed_out(
    app: FastAPI, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who got the last catalogue now would never hear of the change that it lacks."""
    keeper = app.state.catalogue
    check(client.get("/oai?verb=Identify"))
    newer = SimpleNamespace(revision=lambda: SimpleNamespace(number=99, at="2999-01-01T00:00:00Z"))
    monkeypatch.setattr(keeper, "store", newer)
    endless = SimpleNamespace(join=lambda _: None)
    monkeypatch.setattr(keeper, "_making", lambda: endless)
    answer = client.get("/oai?verb=Identify")
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
