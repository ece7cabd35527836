"""Limits as HTTP tells them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from fastapi.testclient import TestClient

from tests.api.sparql.test_limits import ENDLESS


def test_time_and_company_over_http(endpoint: TestClient) -> None:
    def ask(_: int) -> tuple[int, str]:
        answer = endpoint.get("/sparql", params={"query": ENDLESS})
        return answer.status_code, answer.headers.get("retry-after", "")

    with ThreadPoolExecutor(4) as pool:
        told = sorted(pool.map(ask, range(4)))
    assert told == [(503, "5")] * 2 + [(504, "")] * 2


def test_health_tells_of_the_index(endpoint: TestClient) -> None:
    endpoint.get("/sparql", params={"query": "ASK {}"})
    health = endpoint.get("/api/v1/health").json()
    assert health["index"] == {"revision": health["revision"], "lag": 0}
