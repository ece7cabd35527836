"""Which scope each way of writing needs, and that the audit log tells of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.access.proof import COOKIE
from api.access.register import Register
from api.access.scopes import ADMIN, INGEST, READ_INTERNAL, REVIEW, SCOPES
from graph.ledger.holdings import Holdings
from tests.api.access.conftest import Serve, Token
from tests.api.access.test_guard import problem
from tests.conformance.builders import tell, thing

JUDGED = {"left": "alpha", "right": "pic:7", "verdict": "same"}
WRITES: tuple[tuple[str, str, str, dict[str, Any]], ...] = (
    ("review", "POST", "judgements", JUDGED),
    ("review", "DELETE", "judgements/1", {}),
    ("admin", "POST", "sources/retract", {"name": "one"}),
    ("admin", "POST", "sources/retract", {"name": "one", "preview": True}),
)


NEEDED = {"uploads": INGEST}
"""Part of the interface → the scope that it needs; the others need that of reviewing."""


@pytest.fixture
def client(serve: Serve) -> TestClient:
    """A server that knows tokens."""
    return serve()


def test_each_scope_that_is_missing(client: TestClient, token: Token, holdings: Holdings) -> None:
    before = [store.revision() for store in holdings.stores]
    wrong = {"Authorization": "Bearer lg_wrong"}
    for scope, method, path, body in WRITES:
        ask = (method, f"/api/v1/{path}")
        for nobody in ({}, wrong):
            refused = client.request(*ask, json=body, headers=nobody)
            assert problem(refused) == (401, "unknown-asker")
        for scopes in ("", "read-internal", "ingest,read-internal", "review", "review,ingest"):
            headers = token(scopes, f"{scopes} {method} {path} {body}"[:90])
            refused = client.request(*ask, json=body, headers=headers)
            assert problem(refused) == (403, "missing-scope"), (path, scopes)
        if scope == "admin":
            reviewer = token("review,ingest,read-internal", f"all but admin {body}")
            refused = client.request(*ask, json=body, headers=reviewer)
            assert 'scope="admin"' in refused.headers["www-authenticate"]
    assert [store.revision() for store in holdings.stores] == before


def guarded(client: TestClient) -> list[tuple[str, str, str]]:
    """Return method, path and part of the interface of all that needs a scope."""
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    return [
        (method, path.replace("{", "").replace("}", ""), path.split("/")[3])
        for path, methods in paths.items()
        for method, operation in methods.items()
        if "403" in operation["responses"]
    ]


def test_nothing_of_curating_is_open_without_its_scope(
    client: TestClient, token: Token, holdings: Holdings
) -> None:
    """Whoever has every other scope is refused, and who hands files in sees all of the house."""
    state = client.app.state  # type: ignore[attr-defined]
    state.uploads = object()
    without = {
        one: token(",".join({*SCOPES} - {ADMIN, one}), f"all but {one}") for one in {*SCOPES}
    }
    asked = guarded(client)
    assert {part for _, _, part in asked} > {*NEEDED}
    for method, path, part in asked:
        wanted = ADMIN if path.endswith("/retract") else NEEDED.get(part, REVIEW)
        refused = client.request(method, path, json={}, headers=without[wanted])
        assert f'scope="{wanted}"' in refused.headers["www-authenticate"], path
    state.curation = replace(state.curation, holdings=Holdings(holdings.public))
    for method, path, part in asked:
        if part in NEEDED:
            refused = client.request(method, path, json={}, headers=without[READ_INTERNAL])
            assert problem(refused) == (403, "missing-scope"), path


def test_no_page_of_another_site_writes_with_a_session(
    client: TestClient, token: Token, register: Register
) -> None:
    client.app.state.uploads = object()  # type: ignore[attr-defined]
    holder = register.holder(token(ADMIN)["Authorization"].split()[1])
    assert holder
    client.cookies.set(COOKIE, register.begin_session(holder))
    evil = {"Origin": "https://evil.example"}
    for method, path, _ in guarded(client):
        if method != "get":
            refused = client.request(method, path, json={}, headers=evil)
            assert problem(refused) == (403, "not-allowed"), path


def test_the_audit_log_tells_who_did_it(
    client: TestClient, token: Token, holdings: Holdings
) -> None:
    tell(holdings.public, "spare", thing("pic:7"))
    holdings.settle()
    desk = token("review,read-internal", "data desk")
    made = client.post("/api/v1/judgements", json=JUDGED, headers=desk)
    assert (made.status_code, made.json()["by"]) == (201, "data desk")
    forged = client.post("/api/v1/judgements", json={**JUDGED, "by": "someone"}, headers=desk)
    assert problem(forged) == (403, "not-allowed")
    number = made.json()["number"]
    assert client.delete(f"/api/v1/judgements/{number}", headers=desk).is_success
    keeper = token("admin", "keeper")
    gone = client.post("/api/v1/sources/retract", json={"name": "spare"}, headers=keeper)
    assert gone.is_success, gone.text
    for store in holdings.stores:
        last = [*store.audit.entries()][-3:]
        told = [(one.revision.action, one.revision.note, one.who, one.through) for one in last]
        assert told == [
            ("merge", "alpha pic:7", "data desk", "http, token"),
            ("undo", f"judgement {number}", "data desk", "http, token"),
            ("retract", "spare", "keeper", "http, token"),
        ]
