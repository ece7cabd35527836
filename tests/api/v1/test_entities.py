"""Entities, what lies around them, and ways between them."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from fastapi.testclient import TestClient


def get(client: TestClient, path: str, **parameters: Any) -> Any:
    answer = client.get(f"/api/v1/{path}", params=parameters)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_an_entity_says_who_says_so(client: TestClient) -> None:
    found = get(client, "entities/laser-go")
    assert (found["id"], found["kind"]) == ("laser-go", "Project")
    assert found["properties"].keys() <= found["evidence"].keys()
    assert all(relation["evidence"] for relation in found["relations"])
    coordinators = [one for one in found["relations"] if one["role"] == "coordinator"]
    assert [one["source"] for one in coordinators] == ["litek"]
    assert coordinators[0]["target_name"] == found["name"]


def test_a_nul_in_a_name_is_passed_over(client: TestClient) -> None:
    """SQLite's own JSON ends a text there: what stands before it was found, and asked for anew."""
    assert get(client, "entities/ekspla%00")["id"] == "ekspla"
    assert client.get("/api/v1/entities/ekspla%00qq").status_code == 404


def test_an_entity_goes_by_its_name_too(client: TestClient) -> None:
    assert get(client, "entities/LITEK")["id"] == "litek"


def test_a_hostile_id_finds_nothing(client: TestClient) -> None:
    answer = client.get("/api/v1/entities/%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    assert answer.status_code == 404
    assert answer.headers["content-type"].endswith("json")
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_several_in_few_words(client: TestClient) -> None:
    found = get(client, "entities", id=["litek", "no-such-id", "cpic"])["entities"]
    assert [one["id"] for one in found] == ["cpic", "litek"]


def test_neighbours(client: TestClient) -> None:
    found = get(client, "entities/laser-go/neighbours", depth=1)
    ids = {one["id"] for one in found["entities"]}
    assert {"litek", "laser-go-global"} <= ids
    assert {one["distance"] for one in found["entities"]} == {1}
    ends = {one[end] for one in found["relations"] for end in ("source", "target")}
    assert ends <= ids | {"laser-go"}


def test_more_neighbours_than_the_limit(client: TestClient) -> None:
    found = get(client, "entities/laser-go/neighbours", depth=2, limit=5)
    assert len(found["entities"]) == 5
    assert found["left_out"] > 0


def test_ways_between_two(client: TestClient) -> None:
    found = get(client, "path", **{"from": "litek", "to": "cpic", "number": 2})
    assert len(found["paths"]) == 2
    for way in found["paths"]:
        ends = [{step["source"], step["target"]} for step in way]
        assert "litek" in ends[0]
        assert "cpic" in ends[-1]
        assert all(one & other for one, other in pairwise(ends))
        assert all(step["evidence"] for step in way)
        assert all(end in found["names"] for pair in ends for end in pair)
