"""`docs/http.md` says what is so."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import api
from api.app import create_app
from api.curating.access import Curation
from api.document import document
from api.problems import ENDING, OVERLOADED, SORTS
from graph.curating.hand import Hand
from graph.ledger.holdings import Holdings
from graph.reader import Reader
from graph.review.desk import Desk
from graph.review.proposal import Pair, Proposal
from graph.sqlite_store import SqliteStore
from tests.conformance.builders import different, tell, thing

TEXT = (Path(api.__file__).parents[1] / "docs" / "http.md").read_text(encoding="utf-8")
REQUESTS = re.findall(r"`GET (\S+)`", TEXT)
WRITTEN = re.findall(r"`(?:POST|PUT|DELETE) (\S+)`", TEXT)


CURATING = re.compile(r"/api/v1/(review|edit|judgements|suggestions)")
PAIR = Proposal(Pair("laser-go", "laser-go-global", {"name": 4.5}), 0.8, "linkage")


@pytest.fixture(scope="module")
def curating() -> TestClient:
    """A server that curates: two sources contradict each other, a pair is to be decided."""
    store = SqliteStore(":memory:")
    tell(store, "one", thing("laser-go", "Project", start="2016"), thing("laser-go-global"))
    tell(store, "two", thing("laser-go", "Project", start="2017"))
    desk = Desk(Holdings(store))
    desk.propose("linkage", [PAIR])
    Hand(Holdings(store), "curator", "https://example.org").add("Company", {"name": {"en": "New"}})
    different(store, "laser-go", "new")
    app = create_app(Reader(store), curation=Curation(Holdings(store), "curator"))
    return TestClient(app, base_url="http://127.0.0.1:8000")


@pytest.mark.parametrize("request_", REQUESTS)
def test_what_it_asks_is_answered(client: TestClient, curating: TestClient, request_: str) -> None:
    asked = curating if CURATING.match(request_) else client
    answer = asked.get(request_.replace("{id}", PAIR.id))
    assert answer.status_code == 200, answer.text
    is_file = "attachment" in answer.headers.get("content-disposition", "")
    assert answer.content if is_file else any(answer.json().values())


def test_every_endpoint_is_there() -> None:
    there = json.loads(document())["paths"]
    paths = {re.sub(r"\{\w+\}", r"[^/?]+", path) for path in there}
    said = [one.partition("?")[0] for one in (*REQUESTS, *WRITTEN)]
    assert not {path for path in paths if not any(re.fullmatch(path, one) for one in said)}


def test_the_table_of_problems_is_the_table_of_the_code() -> None:
    rows = re.findall(r"^\| (\d{3}) \| `([\w-]+)` \|", TEXT, re.MULTILINE)
    assert {(int(status), name) for status, name in rows} == {
        (sort.status, sort.name) for sort in (*SORTS.values(), OVERLOADED, ENDING)
    }
