"""More requests at once than may be are told when to come again; health is always told."""

from __future__ import annotations

import asyncio

import httpx2
import pytest
from fastapi import FastAPI

from api.traffic.metrics import Metrics
from api.traffic.shedding import Shedding
from tests.api.traffic.conftest import Figure

LIMIT = 2


@pytest.fixture
def door() -> asyncio.Event:
    """Until it is open, nobody is answered."""
    return asyncio.Event()


@pytest.fixture
def shedding(door: asyncio.Event, metrics: Metrics) -> Shedding:
    app = FastAPI()

    @app.get("/slow")
    async def slow() -> str:
        await door.wait()
        return "at last"

    @app.get("/fails")
    async def fails() -> str:
        raise RuntimeError("by design")

    @app.get("/api/v1/health/live")
    async def live() -> str:
        return "live"

    return Shedding(app, LIMIT, metrics, "https://example.org")


def client_of(app: Shedding) -> httpx2.AsyncClient:
    transport = httpx2.ASGITransport(app, raise_app_exceptions=False)
    return httpx2.AsyncClient(transport=transport, base_url="http://here")


def test_who_comes_too_much_is_told_when_to_come_again(
    shedding: Shedding, door: asyncio.Event, figure: Figure
) -> None:
    async def crowd() -> None:
        async with client_of(shedding) as client:
            inside = [asyncio.create_task(client.get("/slow")) for _ in range(LIMIT)]
            while shedding.inside < LIMIT:
                await asyncio.sleep(0)
            refused = await client.get("/slow")
            assert refused.status_code == 503
            assert int(refused.headers["Retry-After"]) > 0
            assert (await client.get("/api/v1/healthx")).status_code == 503
            assert refused.headers["content-type"] == "application/problem+json"
            assert refused.json()["type"] == "https://example.org/problem/overloaded"
            assert (await client.get("/api/v1/health/live")).json() == "live"
            door.set()
            assert [(await one).status_code for one in inside] == [200] * LIMIT
            assert (await client.get("/slow")).status_code == 200

    asyncio.run(crowd())
    assert figure("lumigraph_http_requests_shed_total") == 2


def test_who_failed_is_out_again(shedding: Shedding) -> None:
    async def one_by_one() -> list[int]:
        async with client_of(shedding) as client:
            return [(await client.get("/fails")).status_code for _ in range(LIMIT + 1)]

    assert asyncio.run(one_by_one()) == [500] * (LIMIT + 1)
    assert shedding.inside == 0
