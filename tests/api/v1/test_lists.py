"""Search, technologies, regions, sources, counts."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from graph.reader import Reader
from tests.api.v1.test_entities import get


def test_search_finds_misspelt_names(client: TestClient) -> None:
    found = get(client, "search", text="ekspala", kind="Organisation")["found"]
    assert found[0]["id"] == "ekspla"
    assert {one["kind"] for one in found} == {"Organisation"}


def test_search_calls_what_it_finds_as_its_reader_would(client: TestClient) -> None:
    name = get(client, "search", text="LITEK", language="lt")["found"][0]["name"]
    assert name == "Lazerinių ir inžinerinių technologijų klasteris"
    assert get(client, "search", text=name)["found"][0]["name"].endswith("Technologies Cluster")
    assert client.get("/api/v1/search?text=x&language=Lithuanian").status_code == 422


@pytest.mark.parametrize(
    ("path", "key", "parameters"),
    [
        ("search", "found", {"text": "university"}),
        ("technologies", "technologies", {}),
        ("technologies", "technologies", {"text": "laser"}),
        ("regions", "regions", {"within": "Germany"}),
        ("regions", "regions", {"text": "Limburg"}),
        ("sources", "sources", {}),
    ],
)
def test_pages_make_the_whole(
    client: TestClient, path: str, key: str, parameters: dict[str, Any]
) -> None:
    whole = get(client, path, **parameters, limit=12)[key]
    cursor = ""
    parts: list[Any] = []
    while len(parts) < len(whole):
        part = get(client, path, **parameters, limit=1, cursor=cursor)
        parts += part[key]
        cursor = part["next"]
        if not cursor:
            break
    assert parts == whole
    assert parts


def test_the_tree_of_technologies_can_be_walked_down(client: TestClient) -> None:
    top = get(client, "technologies", limit=1000)["technologies"]
    assert all(not one["broader"] for one in top)
    parent = max(top, key=lambda one: len(one["narrower"]))
    below = get(client, "technologies", broader=parent["id"], limit=1000)["technologies"]
    assert [one["id"] for one in below] == parent["narrower"]
    assert all(one["organisations"] <= parent["organisations"] for one in below)
    assert all(one["projects"] <= parent["projects"] for one in below)


def test_a_technology_counts_what_hangs_on_it(client: TestClient, reader: Reader) -> None:
    first = get(client, "technologies", text="optical coherence tomography")["technologies"][0]
    assert first["id"] == "optical-coherence-tomography"
    assert {"en", "lt", "fr", "de"} <= first["names"].keys()
    about = reader.store.golden.relations([first["id"]], ["ABOUT"], "in")
    projects = {one.source for one in about}
    types = reader.store.golden.types(projects)
    direct = {id_ for id_ in projects if types[id_] == "Project"}
    assert first["projects"] >= len(direct) > 0
    assert first["organisations"] > 0


@pytest.mark.parametrize("name", ["Styria", "Steiermark", "AT22", "nuts:AT22"])
def test_regions_by_any_name(client: TestClient, name: str) -> None:
    assert get(client, "regions", text=name)["regions"][0]["id"] == "AT22"


def test_regions_inside_one(client: TestClient) -> None:
    found = get(client, "regions", within="AT22", limit=100)["regions"]
    assert {one["parent"] for one in found} == {"AT22"}


def test_sources_say_what_they_are(client: TestClient, reader: Reader) -> None:
    found = {one["name"]: one for one in get(client, "sources")["sources"]}
    assert found.keys() == {one.info.name for one in reader.store.ledger.sources()}
    starter = found["lumigraph-starter"]
    assert starter["licence"]
    counts = starter["records"], starter["entities"], starter["relations"]
    assert counts == reader.store.ledger.tally("lumigraph-starter")
    assert min(counts) > 0


def test_stats_of_a_day_tell_the_revision_of_then(client: TestClient) -> None:
    now = get(client, "stats")
    assert get(client, "stats", as_of="2999") == now
    before = get(client, "stats", as_of="1999")
    assert before["entities"] == {}
    assert before["revision"] == {"number": 0, "at": "", "action": "", "note": ""}


def test_stats_count_the_graph(client: TestClient, reader: Reader) -> None:
    found = get(client, "stats")
    entities = list(reader.store.golden.all_entities())
    assert sum(found["entities"].values()) == len(entities)
    assert found["revision"]["number"] == reader.store.revision().number


def test_health(client: TestClient, reader: Reader) -> None:
    answer = client.get("/api/v1/health")
    assert answer.json()["revision"] == reader.store.revision().number
    assert answer.json()["curates"] is False
    assert answer.json()["contact"] == ""
    assert answer.headers["cache-control"] == "no-store"


def test_health_for_orchestrators(client: TestClient, reader: Reader) -> None:
    live, ready = (client.get(f"/api/v1/health/{name}") for name in ("live", "ready"))
    assert live.json() == {"status": "live"}
    revision = reader.store.revision().number
    assert ready.json() == {"status": "ready", "revision": revision}
    assert live.headers["cache-control"] == ready.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "key", "typed", "meant"),
    [
        ("technologies", "technologies", "optical coh", "optical-coherence-tomography"),
        ("technologies", "technologies", "biofoto", "biophotonics"),
        ("regions", "regions", "Steierm", "AT22"),
        ("regions", "regions", "Lithua", "LT"),
    ],
)
def test_a_beginning_is_enough(
    client: TestClient, path: str, key: str, typed: str, meant: str
) -> None:
    assert get(client, path, text=typed)[key][0]["id"] == meant
