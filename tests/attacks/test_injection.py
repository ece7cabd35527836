"""Words of query languages in every parameter are words that nothing is called by."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.curating.access import Curation
from graph.ledger.holdings import Holdings
from graph.reader import Reader
from graph.store import GraphStore
from tests.api.curating.test_curating import HERE, OWN
from tests.attacks.test_openapi import DOCUMENT
from tests.conformance.builders import graph_of, optics, tell, thing, tie
from tests.conformance.conftest import opening, store

__all__ = ["opening", "store"]

HOSTILE = {
    "sql": "zzyzx' OR '1'='1' UNION SELECT zzyzx; DROP TABLE zzyzx; --",
    "fts5": 'zzyzx" NEAR/2 zzyzx:zzyzx* ^zzyzx (zzyzx%_?*[zzyzx]',
    "lucene": "zzyzx:* OR [zzyzx TO *] zzyzx~2 /.*zzyzx/ && !zzyzx\\",
    "cypher": "zzyzx'}) MATCH (zzyzx) DETACH DELETE zzyzx //",
    "sparql": 'zzyzx> } ; DROP ALL ; INSERT { zzyzx "\\u0022',
    "none": "zzyzx\0zzyzx\r\nzzyzx\u202e\ufffe {{zzyzx}} $zzyzx %s",
}
OF_STORE = {"sqlite": tuple(HOSTILE), "neo4j": ("cypher", "lucene")}
"""What is tried on which store: Neo4j understands no other, and takes its time."""
PLAIN = "zzyzx"
NEAREST = "/api/v1/technologies?text={}"
NEEDED = {"technology": "lasers", "region": "LT", "text": PLAIN, "from": "alpha", "to": "beta"}
OTHERS = (
    "/id/organisation/{}",
    "/data/organisation/{}.ttl",
    "/dataset/{}",
    "/dump/{}",
    "/reconcile/suggest/entity?prefix={}",
    "/reconcile/preview?id=organisation/{}",
    "/reconcile/extend/propose?type={}",
    "/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier={}",
    "/oai?verb=ListRecords&metadataPrefix=oai_dc&set={}",
    "/sparql?query=ASK%7B%7D&default-graph-uri={}",
    "/ontology/technologies?q={}",
)
"""Beside the documented ones."""


@pytest.fixture(params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def backend(request: pytest.FixtureRequest) -> str:
    """The kind of store."""
    return str(request.param)


@pytest.fixture
def client(store: GraphStore, tmp_path: Path) -> Iterator[TestClient]:
    """A server of a small graph, for a curator."""
    tell(store, "optics", *optics())
    ties = (tie("alpha", "WORKS_ON", "lasers"), tie("alpha", "LOCATED_IN", "LT011"))
    tell(store, "one", thing("alpha"), thing("beta"), *ties, tie("alpha", "PART_OF", "beta"))
    curation = Curation(Holdings(store), "curator")
    app = create_app(Reader(store), curation=curation, index=tmp_path / "index")
    yield TestClient(app, base_url=HERE, headers=OWN, raise_server_exceptions=False)
    app.state.dataset.close()


def addresses() -> Iterator[str]:
    """Every parameter of every operation that reads, as an address with ``{}`` in its place."""
    for path, item in DOCUMENT["paths"].items():
        # What is handed in lies under names of the server's own.
        parameters = item.get("get", {}).get("parameters", []) if "uploads" not in path else []
        for one in [each for each in parameters if each["schema"].get("type") != "integer"]:
            given = {
                each["name"]: NEEDED.get(each["name"], "alpha")
                for each in parameters
                if each["required"] and each["in"] == "query"
            }
            place = path.replace("{id}", "{}" if one["in"] == "path" else "alpha")
            query = given | ({one["name"]: "{}"} if one["in"] == "query" else {})
            yield place + "?" + "&".join(f"{name}={value}" for name, value in query.items())
    yield from OTHERS


def outcome(answer: Any) -> tuple[int, dict[str, int]]:
    """Return the status of an answer, and how much of each thing it found."""
    if "json" not in answer.headers["content-type"] or answer.status_code >= 400:
        return answer.status_code, {}
    found = answer.json()
    lists = found if isinstance(found, dict) else {"": found}
    return answer.status_code, {
        name: len(value) for name, value in lists.items() if isinstance(value, list)
    }


def test_it_is_a_word_that_nothing_is_called_by(
    client: TestClient, store: GraphStore, backend: str
) -> None:
    before, revision = graph_of(store), store.revision()
    for address in addresses():
        plain = outcome(client.get(address.replace("{}", PLAIN), follow_redirects=False))
        for language in OF_STORE[backend]:
            sent = address.replace("{}", quote(HOSTILE[language], safe=""))
            answer = client.get(sent, follow_redirects=False)
            status, found = outcome(answer)
            # Words of the languages themselves may resemble a technology: "TABLE" a "tablet".
            alike = status == plain[0] if address == NEAREST else (status, found) == plain
            assert alike, (language, address, answer.text)
    assert (graph_of(store), store.revision()) == (before, revision)


def test_nothing_is_written_by_it(client: TestClient, store: GraphStore, backend: str) -> None:
    for language in OF_STORE[backend]:
        refused(client, store, HOSTILE[language])


def refused(client: TestClient, store: GraphStore, text: str) -> None:
    """Write by every form that there is, with a text where a name is expected."""
    before, revision = graph_of(store), store.revision()
    page = {"address": "https://alpha.example/"}
    fact = {"property": "founded", "value": "1999"}
    ends = {"source": "alpha", "target": "beta", "relation": "PART_OF"}
    for path, body in (
        ("edit/correct", {**page, **fact, "entity": text}),
        ("edit/correct", {**page, **fact, "entity": "alpha", "property": text}),
        ("edit/correct", {**page, **fact, "entity": "alpha", "value": text}),
        ("edit/deny", {**page, "entity": text}),
        ("edit/relate", {**page, **ends, "relation": text}),
        ("edit/relate", {**page, **ends, "target": text}),
        ("edit/add", {**page, "type": text, "properties": {"name": {"en": "x"}}}),
        ("edit/add", {**page, "type": "Company", "properties": {text: "x"}}),
        ("edit/undo", {"name": text}),
        ("sources/retract", {"name": text}),
        ("judgements", {"left": text, "right": "alpha", "verdict": "same"}),
        ("judgements", {"left": "alpha", "right": "beta", "verdict": text}),
        ("suggestions", {"about": text, "text": "wrong"}),
        (f"review/{quote(text.replace('/', ''))}/decision", {"version": 0, "state": "accepted"}),
        ("network/export", {"form": "csv", "focus": [text]}),
    ):
        answer = client.post(f"/api/v1/{path}", json=body)
        assert answer.status_code in (404, 422), (path, body, answer.text)
    assert (graph_of(store), store.revision()) == (before, revision)
