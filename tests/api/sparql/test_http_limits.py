"""Limits as HTTP tells them."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

from fastapi import FastAPI
from fastapi.testclient import TestClient
from starlette.types import Message, Scope

from api.app import create_app
from graph.reader import Reader
from tests.api.sparql.test_limits import ENDLESS


def test_time_and_company_over_http(endpoint: TestClient) -> None:
    def ask(_: int) -> tuple[int, str]:
        answer = endpoint.get("/sparql", params={"query": ENDLESS})
        return answer.status_code, answer.headers.get("retry-after", "")

    with ThreadPoolExecutor(4) as pool:
        told = sorted(pool.map(ask, range(4)))
    assert told == [(503, "5")] * 2 + [(504, "")] * 2


async def asked_and_gone(app: FastAPI) -> list[Message]:
    """What an application sends to somebody who has gone by the time that the answer is there."""
    query = urlencode({"query": "SELECT * { ?s ?p ?o }"}).encode()
    at: Scope = {"type": "http", "asgi": {"spec_version": "2.3"}, "path": "/sparql"}
    asked = {**at, "method": "GET", "query_string": query, "headers": [(b"host", b"localhost")]}
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(asked, receive, send)
    return sent


def test_who_goes_away_leaves_no_answer_behind(reader: Reader) -> None:
    app = create_app(reader)
    with app.state.dataset.following():
        sent = asyncio.run(asked_and_gone(app))
        assert [one for one in app.state.dataset._room.iterdir() if one.is_file()] == []
    assert not any(one.get("body") for one in sent)


def test_health_tells_of_the_index(endpoint: TestClient) -> None:
    endpoint.get("/sparql", params={"query": "ASK {}"})
    health = endpoint.get("/api/v1/health").json()
    assert health["index"] == {"revision": health["revision"], "lag": 0}
