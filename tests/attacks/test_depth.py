"""JSON that is nested a hundred thousand deep is refused, and so is a field that no form has."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.attacks.test_openapi import DOCUMENT

DEEP = 100_000
NESTED = ("[" * DEEP + "]" * DEEP, '{"a":' * DEEP + "1" + "}" * DEEP, "[" * DEEP)
POSTED = [
    (method, path)
    for path, item in DOCUMENT["paths"].items()
    for method in ("post", "put")
    if method in item
]
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize(("method", "path"), POSTED)
def test_what_is_nested_too_deeply_is_refused(client: TestClient, method: str, path: str) -> None:
    for body in NESTED:
        named = path.replace("{id}", "alpha")
        answer = client.request(method, named, content=body, headers=JSON)
        assert answer.status_code in (400, 404, 413, 415, 422), answer.text


def test_the_same_in_a_form(client: TestClient) -> None:
    for body in NESTED:
        for name in ("queries", "extend"):
            assert client.post("/reconcile", data={name: body}).status_code in (400, 413)


def test_what_is_unknown_is_never_taken(client: TestClient) -> None:
    """A field of our own records that a form does not have changes nothing."""
    fact = {"entity": "alpha", "property": "founded", "value": "1999"}
    body = {**fact, "address": "https://alpha.example/"}
    for name in ("id", "priority", "extractor", "revision", "scopes", "__proto__", "source_id"):
        answer = client.post("/api/v1/edit/correct", json={**body, name: "x"})
        assert answer.status_code == 422
        assert [one["parameter"] for one in answer.json()["errors"]] == [name]
        assert client.get("/api/v1/stats", params={name: json.dumps("x")}).status_code == 422


@pytest.mark.parametrize("unknown", ["$", "$.sheets.0", "$.sheets.0.columns.0"])
def test_a_mapping_with_a_field_that_none_has_is_refused(client: TestClient, unknown: str) -> None:
    column: dict[str, Any] = {"header": "Name", "read_as": "name"}
    sheet: dict[str, Any] = {"name": "one", "columns": [column]}
    plan: dict[str, Any] = {"source": "one", "sheets": [sheet]}
    {"$": plan, "$.sheets.0": sheet, "$.sheets.0.columns.0": column}[unknown]["extractor"] = "x"
    answer = client.put("/api/v1/uploads/alpha/mapping", json=plan)
    assert answer.status_code == 422, answer.text
    places = [f"$.{one['parameter']}" for one in answer.json()["errors"]]
    assert places == [f"{unknown}.extractor"]
