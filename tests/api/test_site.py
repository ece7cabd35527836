"""The explorer and the documentation: our own files, nothing from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.curating.access import Curation
from graph.ledger.holdings import Holdings
from graph.reader import Reader
from graph.sqlite_store import SqliteStore


def test_the_page_is_asked_for_each_time(client: TestClient) -> None:
    answer = client.get("/")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["cache-control"] == "no-cache"
    again = client.get("/", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304


def test_files_with_a_hash_are_kept(client: TestClient) -> None:
    answer = client.get("/assets/index-1234.js")
    assert "immutable" in answer.headers["cache-control"]


@pytest.mark.parametrize("path", ["/../store.py", "/%2e%2e/store.py", "/assets/../../store.py"])
def test_nothing_else_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_page_that_is_not_built_says_how(tmp_path: Path) -> None:
    client = TestClient(create_app(Reader(SqliteStore(":memory:")), page=tmp_path))
    answer = client.get("/")
    assert "python run.py explore" in answer.text
    assert client.get("/api/v1/health").status_code == 200


@pytest.mark.parametrize("name", ["review", "edit"])
def test_only_a_server_that_curates_has_the_page_for_it(tmp_path: Path, name: str) -> None:
    (tmp_path / f"{name}.html").write_text("what is to be decided", encoding="utf-8")
    store = SqliteStore(":memory:")
    curating = create_app(
        Reader(store), page=tmp_path, curation=Curation(Holdings(store), "curator")
    )
    answer = TestClient(curating).get(f"/{name}")
    assert (answer.text, answer.headers["cache-control"]) == ("what is to be decided", "no-cache")
    other = TestClient(create_app(Reader(store), page=tmp_path))
    assert other.get(f"/{name}").status_code == 404


def test_the_documentation_loads_nothing_from_elsewhere(client: TestClient) -> None:
    answer = client.get("/docs")
    assert answer.status_code == 200
    assert not re.search(r"(https?:)?//[a-z]", answer.text)
    for address in re.findall(r'(?:src|href)="([^"]+)"', answer.text):
        assert client.get(f"/{address}").status_code == 200, address


def test_the_documentation_tells_nobody(client: TestClient) -> None:
    """Swagger UI sends the document's address to a checker unless told otherwise."""
    assert "validatorUrl: null" in client.get("/docs/own/docs.js").text
    policy = client.get("/docs").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy
