"""Which answers are packed."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

SMALL, LARGE = "/api/v1/search?text=litek", "/api/v1/network"


@pytest.mark.parametrize("path", [SMALL, LARGE])
@pytest.mark.parametrize(
    ("header", "packed"),
    [
        ("gzip", True),
        ("br, gzip;q=0.5", True),
        ("gzip;q=1.0, identity; q=0", True),
        ("identity", False),
        ("gzip;q=0", False),
        ("br, gzip ; Q=0.000, identity", False),
    ],
)
def test_what_is_refused_is_not_sent(
    client: TestClient, path: str, header: str, packed: bool
) -> None:
    answer = client.get(path, headers={"Accept-Encoding": header})
    assert answer.status_code == 200
    assert (answer.headers.get("content-encoding") == "gzip") is packed
