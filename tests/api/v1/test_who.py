"""`/who` answers what `graph.question.who` answers."""

from __future__ import annotations

from fastapi.testclient import TestClient

from graph.question.filters import Filters
from graph.question.who import Wish, who
from graph.reader import Reader
from graph.shapes import shape

VIENNA = {"technology": "OCT", "region": "Vienna"}
LITHUANIA = {"technology": "lasers", "region": "Lithuania"}
URL = "/api/v1/who"


def test_it_is_the_answer_of_the_graph(client: TestClient, reader: Reader) -> None:
    answer = client.get(URL, params=LITHUANIA)
    assert answer.status_code == 200
    assert answer.json() == shape(who(reader, "lasers", "Lithuania"))
    assert answer.json()["total"] > 1


def test_parameters_narrow(client: TestClient, reader: Reader) -> None:
    narrow = "kind=Company&kind=Cluster&min_score=1&paths=1&limit=3&facets=false"
    answer = client.get(f"{URL}?technology=lasers&region=Lithuania&{narrow}")
    filters = Filters(kinds=("Company", "Cluster"), minimum=1)
    wish = Wish(limit=3, paths=1, facets=False)
    assert answer.json() == shape(who(reader, "lasers", "Lithuania", filters, wish))


def test_pages_make_the_whole(client: TestClient) -> None:
    whole = client.get(URL, params={**LITHUANIA, "limit": 1000}).json()
    cursor, ids = "", []
    while True:
        part = client.get(URL, params={**LITHUANIA, "limit": 4, "cursor": cursor}).json()
        ids += [hit["id"] for hit in part["hits"]]
        cursor = part["next"]
        if not cursor:
            break
    assert ids == [hit["id"] for hit in whole["hits"]]
    assert len(ids) == whole["total"] > 4


def test_a_period_excludes_what_did_not_hold(client: TestClient) -> None:
    now = client.get(URL, params=VIENNA).json()
    before = client.get(URL, params={**VIENNA, "period": "..1950"}).json()
    assert before["query"]["filters"] == {"period": "..1950-12-31"}
    roles = {step["role"] for hit in before["hits"] for path in hit["paths"] for step in path}
    assert "coordinator" not in roles
    assert now["total"] >= before["total"]


def test_before_the_first_source_nothing_is_known(client: TestClient) -> None:
    answer = client.get(URL, params={**VIENNA, "as_of": "1999"})
    assert answer.status_code == 404
    assert answer.json()["asked"] == "OCT"


def test_today_is_what_is_known_today(client: TestClient) -> None:
    then = client.get(URL, params={**VIENNA, "as_of": "2999"}).json()
    now = client.get(URL, params=VIENNA).json()
    assert (then["query"]["filters"], now["query"]["filters"]) == ({"as_of": "2999-12-31"}, {})
    assert then["related"] == now["related"]
    assert [hit["id"] for hit in then["hits"]] == [hit["id"] for hit in now["hits"]]
