"""The URI of a source that stays in the house tells of it to those alone who may see it."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from tests.api.access.conftest import Serve, Token


def seen(client: TestClient, path: str, accept: str, name: str) -> tuple[object, ...]:
    """Return all that an answer tells, but for the ``name`` that was asked."""
    answer = client.get(f"{path}/{name}", headers={"Accept": accept}, follow_redirects=False)
    return answer.status_code, dict(answer.headers), answer.text.replace(name, "…")


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/graph/source", "text/turtle"),
        ("/graph/source", "text/html"),
        ("/data/source", "text/turtle"),
        ("/page/source", "text/html"),
    ],
)
def test_who_may_not_see_it_is_told_as_of_none(serve: Serve, path: str, accept: str) -> None:
    client = serve()
    assert seen(client, path, accept, "two") == seen(client, path, accept, "nil")
    assert seen(client, path, accept, "two")[0] == 404


def test_who_may_see_it_is_led_there(serve: Serve, token: Token) -> None:
    client, may = serve(), token("read-internal")
    found = client.get("/graph/source/two", headers=may, follow_redirects=False)
    assert found.status_code == 303
    document = client.get("/data/source/two.nt", headers=may)
    assert document.status_code == 200
    assert '"internal"' in document.text
    assert "/dataset/" not in document.text, "it is not published"
    assert "/dataset/source-one" in client.get("/data/source/one.nt", headers=may).text
