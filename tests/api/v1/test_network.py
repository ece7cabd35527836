"""The network over HTTP: columns, limits, the first screen's story."""

from __future__ import annotations

from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from graph.reader import Reader
from viz.network.atlas import Atlas
from viz.network.limits import Limits

URL = "/api/v1/network"
Json = Any


def asked(client: TestClient, **parameters: object) -> Json:
    answer = client.get(URL, params=parameters)  # type: ignore[arg-type]
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_columns_are_of_one_length_and_point_into_their_tables(client: TestClient) -> None:
    network = asked(client)
    nodes, links = network["nodes"], network["links"]
    assert {len(column) for column in nodes.values()} == {len(nodes["id"])}
    assert {len(column) for column in links.values()} == {len(links["source"])}
    assert nodes["id"] == sorted(nodes["id"])
    assert 0 <= max(*links["source"], *links["target"]) < len(nodes["id"])
    assert max(*nodes["since"], *links["until"]) < len(network["dates"])
    for column, table in (("technologies", "technologies"), ("places", "regions")):
        used = [index for some in nodes[column] for index in some]
        assert used
        assert max(used) < len(network[table]["id"])


def test_the_whole_graph_is_there(client: TestClient) -> None:
    network = asked(client)
    stats = client.get("/api/v1/stats").json()["entities"]
    aside = ("Technology", "Region", "Programme")
    assert len(network["nodes"]["id"]) == sum(stats.values()) - sum(stats[one] for one in aside)
    assert network["left_out"]["reason"] == ""


def test_names_come_in_the_language_asked(client: TestClient) -> None:
    nodes = asked(client, language="lt", focus="litek")["nodes"]
    label = nodes["label"][nodes["id"].index("litek")]
    assert label == "Lazerinių ir inžinerinių technologijų klasteris"


def test_without_technologies_all_else_is_the_same(client: TestClient) -> None:
    whole, bare = asked(client), asked(client, technologies=False)
    assert not any(bare["nodes"].pop("technologies"))
    assert not any(bare.pop("technologies").values())
    apart = client.get(f"{URL}/technologies").json()
    assert apart["nodes"] == whole["nodes"].pop("technologies")
    assert apart["technologies"] == whole.pop("technologies")
    assert apart["revision"] == whole["revision"]
    assert bare == whole


def test_what_a_part_works_on_is_told_apart_in_its_language(client: TestClient) -> None:
    question = {"region": "Lithuania", "kind": "Company", "language": "lt"}
    whole, apart = asked(client, **question), client.get(f"{URL}/technologies", params=question)
    assert apart.json()["nodes"] == whole["nodes"]["technologies"]
    assert apart.json()["technologies"]["label"] == whole["technologies"]["label"]


def test_a_part_is_what_works_on_it_there(client: TestClient) -> None:
    network = asked(client, technology="lasers", region="Lithuania", kind="Company")
    hits = client.get(
        "/api/v1/who?technology=lasers&region=Lithuania&kind=Company&limit=1000&paths=0"
    ).json()
    assert network["nodes"]["id"] == sorted(hit["id"] for hit in hits["hits"])


def test_what_the_limits_leave_out_is_told(reader: Reader) -> None:
    client = TestClient(create_app(reader, atlas=Atlas(reader, limits=Limits(50, 60))))
    network = asked(client, focus="LITEK", depth=3)
    left_out = network["left_out"]
    assert len(network["nodes"]["id"]) == 50
    assert len(network["links"]["source"]) == 60
    assert left_out["nodes"] == left_out["of_nodes"] - 50 > 0
    assert left_out["links"] == left_out["of_links"] - 60 > 0
    assert left_out["reason"] == "both"
    assert network["nodes"]["id"][network["focus"][0]] == "litek"


def test_a_known_answer_is_not_sent_again(client: TestClient, reader: Reader) -> None:
    tag = client.get(URL).headers["etag"]
    assert client.get(URL, headers={"If-None-Match": tag}).status_code == 304
    other = TestClient(create_app(reader, atlas=Atlas(reader, limits=Limits(50, 60))))
    assert other.get(URL, headers={"If-None-Match": tag}).status_code == 200


def test_it_is_packed_for_those_who_take_it(client: TestClient) -> None:
    packed = client.get(URL, headers={"Accept-Encoding": "gzip"})
    plain = client.get(URL, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.json() == plain.json()


@pytest.mark.parametrize(
    ("parameters", "status", "said"),
    [
        ("focus=no-such-thing-anywhere", 404, "no entity is called"),
        ("technology=no-such-thing", 404, "no technology is called"),
        ("region=no-such-thing", 404, "no region is called"),
        ("kind=Dragon", 422, "'Dragon' is no kind"),
        ("period=yesterday", 422, "'yesterday' is no date"),
        ("language=english", 422, "See errors"),
        ("technologie=lasers", 422, "See errors"),
    ],
)
def test_what_is_wrong_is_told(client: TestClient, parameters: str, status: int, said: str) -> None:
    answer = client.get(f"{URL}?{parameters}")
    assert answer.status_code == status
    assert said in answer.json()["detail"]


def test_the_story_is_that_of_the_partnership(client: TestClient) -> None:
    story = client.get(f"{URL}/story").json()
    parts = {node["id"]: node["part"] for node in story["nodes"]}
    clusters = {id_ for id_, part in parts.items() if part == "cluster"}
    assert clusters == {
        *("litek", "opticsvalley", "human-technology-styria", "medicen", "optence", "biocat")
    }
    assert story["focus"] == ["laser-go", "laser-go-global"]
    assert parts["mou-litek-cpic-2019"] == "agreement"
    assert (parts["cpic"], parts["CA"]) == ("party", "country")
    assert len(parts) <= 40
    shown = {(one["source"], one["relation"], one["target"]) for one in story["links"]}
    assert ("laser-go-global", "FOLLOWS", "laser-go") in shown
    assert ("mou-litek-cpic-2019", "TARGETS", "CA") in shown
    assert story["entities"] - len(parts) == sum(story["not_shown"].values())
