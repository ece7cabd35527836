"""An answer stands until the graph changes."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from graph.reader import Reader
from graph.sqlite_store import SqliteStore

URL = "/api/v1/search?text=litek"


def test_a_known_answer_is_not_sent_again(client: TestClient) -> None:
    tag = client.get(URL).headers["etag"]
    again = client.get(URL, headers={"If-None-Match": f'"other", {tag}'})
    assert again.status_code == 304
    assert not again.content
    assert again.headers["etag"] == tag


def test_a_proxy_may_make_a_tag_weak_or_strong(client: TestClient) -> None:
    tag = client.get(URL).headers["etag"]
    strong = {"If-None-Match": tag.removeprefix("W/")}
    assert client.get(URL, headers=strong).status_code == 304
    assert client.get(URL, headers={"If-None-Match": f"{tag[:-2]}"}).status_code == 200


def test_another_question_has_another_tag(client: TestClient) -> None:
    assert client.get(URL).headers["etag"] != client.get(f"{URL}&limit=2").headers["etag"]


def test_a_problem_has_no_tag(client: TestClient) -> None:
    answer = client.get("/api/v1/who?technology=no-such&region=Vienna")
    assert "etag" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_a_write_ends_it() -> None:
    store = SqliteStore(":memory:")
    client = TestClient(create_app(Reader(store)))
    tag = client.get(URL).headers["etag"]
    assert client.get(URL, headers={"If-None-Match": tag}).status_code == 304
    with store.writing("test", "nothing"):
        pass
    assert client.get(URL, headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("header", ["", "W/", '"', "*, x"])
def test_what_is_no_tag_is_passed_over(client: TestClient, header: str) -> None:
    assert client.get(URL, headers={"If-None-Match": header}).status_code == 200


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(
    "path",
    [URL, "/api/v1/entities/litek", "/data/organisation/litek.ttl", "/page/organisation/litek"],
)
def test_who_knows_any_answer_is_sent_none(client: TestClient, method: str, path: str) -> None:
    known = client.request(method, path)
    answer = client.request(method, path, headers={"If-None-Match": "*"})
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers.get("etag") == known.headers.get("etag")
    assert answer.headers["cache-control"] == known.headers["cache-control"]
    assert "content-type" not in answer.headers


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("path", ["/", "/embed", "/docs", "/docs/own/docs.js", "/linked/style.css"])
def test_a_known_file_is_not_sent_again(client: TestClient, method: str, path: str) -> None:
    known = client.request(method, path).headers
    again = client.request(method, path, headers={"If-None-Match": known["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == known["etag"]
    other = client.request(method, path, headers={"If-None-Match": '"other"'})
    assert other.status_code == 200


@pytest.mark.parametrize("header", ["", "W/", '""'])
def test_what_has_no_tag_is_sent(client: TestClient, header: str) -> None:
    answer = client.get("/reconcile", headers={"If-None-Match": header})
    assert (answer.status_code, "etag" in answer.headers) == (200, False)


def test_what_is_not_there_is_told_to_who_knows_any(client: TestClient) -> None:
    wish = {"If-None-Match": "*"}
    assert client.get("/api/v1/entities/nobody-of-this-name", headers=wish).status_code == 404
    assert client.get("/api/v1/nothing", headers=wish).status_code == 404
    assert client.post("/sparql", data={"query": "ASK {}"}, headers=wish).status_code == 200
