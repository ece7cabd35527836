"""Headers for browsers, and addresses that no request can have made up."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.curating.access import Curation
from api.headers import policy
from graph.ledger.holdings import Holdings
from graph.reader import Reader

PUBLIC = "https://graph.example"
ASKED = (
    "/api/v1/who?technology=lasers&region=Lithuania",
    "/api/v1/who/",
    "/id/organisation/litek",
    "/page/organisation/litek",
    "/data/organisation/litek.ttl",
    "/ontology",
    "/ontology/",
    "/catalog",
    "/catalog.html",
    "/oai?verb=Identify",
    "/reconcile",
    "/docs",
    "/docs/own",
    "/nothing",
    "/",
)
ALLOWED = {
    *("default-src 'self'", "img-src 'self' data:", "worker-src 'self' blob:"),
    *("frame-src 'none'", "object-src 'none'", "base-uri 'none'", "form-action 'self'"),
    "frame-ancestors 'none'",
}
FORGED = ("X-Forwarded-Host", "X-Forwarded-For", "X-Host", "X-Original-URL", "X-Rewrite-URL")
EVIL = "evil.example"


@pytest.fixture(scope="module")
def client(reader: Reader) -> TestClient:
    return TestClient(create_app(reader, public_url=PUBLIC), base_url=PUBLIC)


def test_every_answer_has_them(client: TestClient) -> None:
    for asked in (*ASKED, "/api/v1/entities/nothing", "/sparql?query=x"):
        headers = client.get(asked).headers
        assert {*headers["content-security-policy"].split("; ")} == ALLOWED, asked
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "camera=()" in headers["permissions-policy"]
        assert headers["strict-transport-security"] == "max-age=31536000"


def test_one_page_may_stand_in_those_of_others(reader: Reader, page: Path) -> None:
    own = create_app(reader, page=page, curation=Curation(Holdings(reader.store), ""))
    for app, framed in ((create_app(reader, page=page), "*"), (own, "'none'")):
        client = TestClient(app)
        assert client.get("/embed").headers["content-security-policy"] == policy(framed)
        assert client.get("/").headers["content-security-policy"] == policy("'none'")


def test_https_is_asked_for_only_where_there_is_some(reader: Reader) -> None:
    client = TestClient(create_app(reader, public_url="http://127.0.0.1:8000"))
    assert "strict-transport-security" not in client.get("/api/v1/health").headers


def test_no_address_is_made_from_what_a_request_says(client: TestClient) -> None:
    """Neither in a page, nor in a redirect, nor anywhere else that a cache would keep."""
    for asked in ASKED:
        usual = client.get(asked, follow_redirects=False)
        for names in (["Host"], FORGED):
            headers = dict.fromkeys(names, EVIL)
            forged = client.get(asked, headers=headers, follow_redirects=False)
            assert forged.status_code == usual.status_code
            assert EVIL not in f"{forged.headers} {forged.text}", (asked, names)
