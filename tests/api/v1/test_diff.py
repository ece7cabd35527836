"""What changed, over HTTP."""

from __future__ import annotations

from fastapi.testclient import TestClient

from ontology.technologies import load_technologies
from tests.api.v1.test_entities import get


def test_what_is_new_since_the_beginning(client: TestClient) -> None:
    found = get(client, "diff", before="1999", limit=3)
    assert found["before"] == {"asked": "1999", "kind": "day", "revision": 0, "day": "1999-12-31"}
    assert found["lines"][0].endswith(" memoranda new")
    total = sum(number for verbs in found["counts"].values() for number in verbs.values())
    assert found["left_out"] == total - 6
    assert [len(found[part]) for part in ("entities", "relations")] == [3, 3]


def test_two_sources(client: TestClient) -> None:
    found = get(client, "diff", before="lumigraph-starter", after="technologies", limit=0)
    concepts = len(load_technologies().concepts)
    assert f"{concepts} technologies only in the second" in found["lines"]
    assert found["entities"] == []


def test_what_means_nothing_is_a_problem(client: TestClient) -> None:
    answer = client.get("/api/v1/diff", params={"before": "yesterday"})
    assert (answer.status_code, answer.json()["asked"]) == (404, "yesterday")
    mixed = {"before": "technologies", "after": "2020"}
    assert client.get("/api/v1/diff", params=mixed).status_code == 422
