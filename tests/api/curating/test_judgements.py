"""Merging, splitting and taking back over HTTP."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from graph.reader import Reader
from graph.sqlite_store import SqliteStore
from tests.api.curating.test_curating import HERE, OWN, client, store
from tests.conformance.builders import graph_of

__all__ = ["client", "store"]
PATH = "/api/v1/judgements"
SAME = {"left": "alpha", "right": "beta", "verdict": "same"}
REMOVING = {"X-Lumigraph": "1"}


def test_two_are_one_and_two_again(client: TestClient, store: SqliteStore) -> None:
    before = graph_of(store)
    made = client.post(PATH, json={**SAME, "reason": "same street; ask a@b.example"})
    assert made.status_code == 201, made.text
    said = made.json()
    assert (said["left"], said["right"], said["verdict"]) == ("alpha", "beta", "same")
    assert (said["by"], said["reason"], said["closed"]) == ("curator", "same street; ask […]", None)
    assert "beta" not in store.golden.entities(["alpha", "beta"])
    assert client.get(PATH).json() == {"judgements": [said], "next": ""}
    gone = client.delete(f"{PATH}/{said['number']}", headers=REMOVING)
    assert gone.json() == {**said, "closed": store.revision().number}
    assert graph_of(store) == before
    assert client.get(PATH).json()["judgements"] == []
    assert client.get(f"{PATH}?undone=true").json()["judgements"] == [gone.json()]
    again = client.delete(f"{PATH}/{said['number']}", headers=REMOVING)
    assert (again.status_code, again.json()["type"].rsplit("/", 1)[-1]) == (404, "unknown-name")


def test_one_is_two(client: TestClient, store: SqliteStore) -> None:
    client.post(PATH, json=SAME)
    split = client.post(PATH, json={**SAME, "verdict": "different"})
    assert (split.status_code, split.json()["number"]) == (201, 2)
    assert sorted(store.golden.entities(["alpha", "beta"])) == ["alpha", "beta"]
    assert [one["number"] for one in client.get(PATH).json()["judgements"]] == [2]


def test_what_was_judged_already_is_refused(client: TestClient, store: SqliteStore) -> None:
    client.post(PATH, json={**SAME, "by": "one"})
    before = store.revision()
    for left, right in (("alpha", "beta"), ("beta", "alpha")):
        late = client.post(PATH, json={**SAME, "left": left, "right": right})
        assert (late.status_code, late.json()["title"]) == (409, "Somebody was faster")
        assert "judgement 1 says so already" in late.json()["detail"]
        assert "by one at" in late.json()["detail"]
    assert store.revision() == before


def test_what_is_no_json_is_told_with_its_place(client: TestClient) -> None:
    headers = {"Content-Type": "application/json"}
    refused = client.post(PATH, content=b'{"left": "alpha", }', headers=headers)
    assert refused.status_code == 422
    (fault,) = refused.json()["errors"]
    assert fault["parameter"] == "body"
    assert fault["reason"].startswith("no JSON from character 1")


@pytest.mark.parametrize(
    ("wrong", "status", "says"),
    [
        ({"left": "nobody"}, 404, "no record names 'nobody'"),
        ({"left": "alpha\0"}, 404, "no record names 'alpha\0'"),
        ({"left": "beta"}, 422, "are one key"),
        ({"verdict": "unsure"}, 422, "See errors"),
        ({"left": ""}, 422, "See errors"),
        ({"number": 7}, 422, "See errors"),
    ],
)
def test_what_cannot_be_judged(
    client: TestClient, store: SqliteStore, wrong: dict[str, object], status: int, says: str
) -> None:
    before = store.revision()
    refused = client.post(PATH, json={**SAME, **wrong})
    assert (refused.status_code, says in refused.json()["detail"]) == (status, True)
    assert store.revision() == before


def test_others_may_not(client: TestClient, store: SqliteStore) -> None:
    number = client.post(PATH, json=SAME).json()["number"]
    before = store.revision()
    elsewhere = {"Origin": "https://elsewhere.example", **REMOVING}
    plain = {"Content-Type": "text/plain"}
    silent = TestClient(create_app(Reader(store)), base_url=HERE, headers=OWN)
    for asker, headers in ((client, elsewhere), (client, plain), (silent, REMOVING)):
        assert asker.post(PATH, json=SAME, headers=headers).status_code == 403
        assert asker.delete(f"{PATH}/{number}", headers=headers).status_code == 403
    assert store.revision() == before
