"""Each request has an id, one line in the log, and a place in the figures; paths stay unsaid."""

from __future__ import annotations

import logging

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient
from starlette.staticfiles import StaticFiles

from api.app import create_app
from api.traffic.metrics import Metrics
from api.traffic.observing import Observing
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from tests.api.traffic.conftest import Figure

LOGGER = "api.traffic.observing"


@pytest.fixture
def client(metrics: Metrics, tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    app = FastAPI()

    @app.get("/people/{name}/{other}")
    def people(name: str, other: str) -> str:
        return name + other

    router = APIRouter(prefix="/v1")

    @router.get("/people/{name}/papers")
    def papers(name: str) -> str:
        return name

    app.include_router(router)

    @app.get("/fails")
    def fails() -> str:
        raise RuntimeError("by design")

    folder = tmp_path_factory.mktemp("files")
    (folder / "page.html").write_text("a page")
    app.mount("/", StaticFiles(directory=folder))
    return TestClient(Observing(app, metrics), raise_server_exceptions=False)


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    keys = ("method", "route", "status", "bytes")
    return [
        {key: getattr(one, key) for key in keys} for one in caplog.records if one.name == LOGGER
    ]


def test_one_line_a_request_without_what_was_asked(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, LOGGER):
        answer = client.get("/people/Ann/Ann?mail=ann@example.org")
    route = "/people/{name}/{other}"
    assert lines(caplog) == [{"method": "GET", "route": route, "status": 200, "bytes": 8}]
    assert len(answer.content) == 8
    assert "Ann" not in caplog.text
    assert "mail" not in caplog.text


@pytest.mark.parametrize(
    ("method", "path", "route", "status"),
    [
        ("GET", "/page.html", "/…", 200),
        ("GET", "/nothing/here", "/…", 404),
        ("POST", "/page.html", "/…", 405),
        ("GET", "/fails", "/fails", 500),
        ("GET", "/people/e/e", "/people/{name}/{other}", 200),
        *(("GET", f"/v1/people/{one}/papers", "/v1/people/{name}/papers", 200) for one in "pe"),
        ("GET", "/v1/people/v1/papers", "/v1/people/{name}/papers", 200),
    ],
)
def test_requests_are_counted_by_route(
    client: TestClient, figure: Figure, method: str, path: str, route: str, status: int
) -> None:
    assert client.request(method, path).status_code == status
    labels = {"method": method, "route": route, "status": str(status)}
    assert figure("lumigraph_http_requests_total", **labels) == 1
    assert figure("lumigraph_http_request_seconds_count", route=route) == 1
    assert figure("lumigraph_http_requests_in_flight") == 0


def test_methods_that_do_not_exist_are_one(client: TestClient, figure: Figure) -> None:
    for method in ("BREW", "SPILL"):
        client.request(method, "/page.html")
    labels = {"method": "(other)", "route": "/…", "status": "405"}
    assert figure("lumigraph_http_requests_total", **labels) == 2


def test_an_id_that_is_brought_is_kept(client: TestClient) -> None:
    answer = client.get("/page.html", headers={"X-Request-ID": "from-the-proxy:17"})
    assert answer.headers["X-Request-ID"] == "from-the-proxy:17"


@pytest.mark.parametrize("brought", ["", "a b", "x" * 65, '{"a":1}', "-a"])
def test_an_id_that_is_not_sane_is_replaced(client: TestClient, brought: str) -> None:
    headers = {"X-Request-ID": brought}
    first, second = (client.get("/page.html", headers=headers) for _ in range(2))
    assert len(first.headers["X-Request-ID"]) == 16
    assert first.headers["X-Request-ID"] != second.headers["X-Request-ID"]


def test_a_problem_tells_the_id(metrics: Metrics) -> None:
    app = create_app(Reader(SqliteStore(":memory:")))
    client = TestClient(Observing(app, metrics), raise_server_exceptions=False)
    answer = client.get("/api/v1/who", headers={"X-Request-ID": "abc"})
    assert answer.json()["request_id"] == "abc"
    assert answer.headers["X-Request-ID"] == "abc"
