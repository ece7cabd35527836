"""HEAD is answered wherever GET is, with the same headers and no body (RFC 9110, 9.3.2)."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

OF_THE_MOMENT = {"x-request-id"}


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/stats",
        "/api/v1/health",
        "/api/v1/health/live",
        "/api/v1/entities/litek",
        "/api/v1/entities/nobody-of-this-name",
        "/api/v1/who?technology=OCT&region=Vienna",
        "/api/v1/openapi.json",
        "/api/v1/nothing",
        "/docs",
        "/embed",
        "/sparql/examples",
        "/",
    ],
)
def test_head_is_get_without_a_body(client: TestClient, path: str) -> None:
    full, head = client.get(path), client.head(path)
    assert head.status_code == full.status_code
    assert head.content == b""
    assert {name: value for name, value in head.headers.items() if name not in OF_THE_MOMENT} == {
        name: value for name, value in full.headers.items() if name not in OF_THE_MOMENT
    }


def test_a_head_brings_304_too(client: TestClient) -> None:
    tag = client.head("/api/v1/stats").headers["etag"]
    assert client.head("/api/v1/stats", headers={"If-None-Match": tag}).status_code == 304
