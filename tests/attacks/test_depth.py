"""JSON that is nested a hundred thousand deep is refused, and so is a field that no form has."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient

from tests.attacks.test_openapi import DOCUMENT

DEEP = 100_000
NESTED = ("[" * DEEP + "]" * DEEP, '{"a":' * DEEP + "1" + "}" * DEEP, "[" * DEEP)
POSTED = [path for path, item in DOCUMENT["paths"].items() if "post" in item]
JSON = {"Content-Type": "application/json"}


@pytest.mark.parametrize("path", POSTED)
def test_what_is_nested_too_deeply_is_refused(client: TestClient, path: str) -> None:
    for body in NESTED:
        answer = client.post(path.replace("{id}", "alpha"), content=body, headers=JSON)
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
