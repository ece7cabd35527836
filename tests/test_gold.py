"""Questions of people with the answers that the bundled set gives, in many languages.

Direct and project hits must be exactly those, on every store, through every front.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from fastapi.testclient import TestClient

import lumigraph
from api.app import create_app
from graph.errors import AmbiguousNameError
from lumigraph import Graph
from tests.command_line import runner
from tests.neo4j_testing import empty

Json = Any
Ask = Callable[[str, str], Json]
EVERYBODY = 200


@pytest.fixture(scope="module", params=["sqlite", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def store(request: pytest.FixtureRequest, bundled: str) -> Iterator[str]:
    """The URL of a store that holds the bundled data."""
    if request.param == "sqlite":
        yield bundled
        return
    url: str = request.getfixturevalue("neo4j_url")
    empty(url)
    with lumigraph.open(url) as graph:
        graph.ingest(lumigraph.bundled_data())
    yield url
    empty(url)


@pytest.fixture(scope="module")
def graph(store: str) -> Iterator[Graph]:
    with lumigraph.open(store) as opened:
        yield opened


@pytest.fixture(params=["python", "command line", "http"])
def ask(
    request: pytest.FixtureRequest,
    store: str,
    graph: Graph,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Ask:
    """Asks one question through one of the fronts and returns the documented JSON shape."""
    if request.param == "python":
        return lambda x, y: graph.who(x, y, limit=EVERYBODY).to_dict()
    if request.param == "http":
        client = TestClient(create_app(graph.reader))
        asked = {"limit": EVERYBODY}
        return lambda x, y: client.get(
            "/api/v1/who", params={**asked, "technology": x, "region": y}
        ).json()
    run = runner(monkeypatch, capsys)
    words = ("who", "--json", "--store", store, "--limit", str(EVERYBODY))
    return lambda x, y: run(*words, "--technology", x, "--region", y).json


@pytest.fixture(scope="module")
def questions(shared: Path) -> list[Json]:
    """Questions as their file gives them, absent lists as empty ones."""
    text = (shared / "gold" / "questions.yaml").read_text(encoding="utf-8")
    found: list[Json] = yaml.safe_load(text)
    return found


def lists(answer: Json) -> Json:
    """Return what an answer says, in the form in which the gold file says it."""
    bases = {hit["id"]: hit["basis"] for hit in answer["hits"]}
    return {
        "technology": answer["query"]["technology"]["id"],
        "region": answer["query"]["region"]["id"],
        "direct": {id_ for id_, basis in bases.items() if basis == "direct"},
        "project": {id_ for id_, basis in bases.items() if basis != "direct"},
        "membership": ids(answer["membership"]),
        "unplaced": ids(answer["unplaced"]),
        "ended": {one["id"]: (one["since"], one["successor"]) for one in answer["ended"]},
        "nearest_region": nearest(answer, "region"),
        "nearest_broader": nearest(answer, "technology"),
    }


def nearest(answer: Json, what: str) -> Json:
    return {near["id"]: ids(near["hits"]) for near in answer["nearest"].get(what, ())}


def ids(found: Json) -> set[str]:
    return {one["id"] for one in found}


def expected(question: Json) -> Json:
    """Return what the gold file says, with everything that it leaves out as empty."""
    ended = question.get("ended", {})
    return {
        "technology": question["technology"],
        "region": question["region"],
        **{
            name: set(question.get(name, ()))
            for name in ("direct", "project", "membership", "unplaced")
        },
        "ended": {id_: (str(one["since"]), one["successor"]) for id_, one in ended.items()},
        **{
            name: {id_: set(hits) for id_, hits in question.get(name, {}).items()}
            for name in ("nearest_region", "nearest_broader")
        },
    }


def test_answers_are_exactly_those_that_a_reader_of_the_facts_gives(
    questions: list[Json], ask: Ask
) -> None:
    said = {one["ask"]: lists(ask(one["x"], one["y"])) for one in questions}
    assert said == {one["ask"]: expected(one) for one in questions}


def test_other_places_of_the_name_are_shown(questions: list[Json], ask: Ask) -> None:
    for question in questions:
        if "note" in question:
            others = ask(question["x"], question["y"])["query"]["region"]["others"]
            assert others, question["note"]


def test_a_name_of_two_technologies_asks_back(graph: Graph) -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        graph.who("medical photonics", "Spain")
    assert {one.id for one in caught.value.candidates} == {"biophotonics", "photonics-for-health"}


def related(graph: Graph, name: str, type_: str, role: str | None = None) -> set[str]:
    """Return what the entity has a relation of this type with, whichever way it points."""
    id_ = graph.entity(name).id
    found = graph.store.golden.relations([id_], [type_])
    return {
        one.target if one.source == id_ else one.source
        for one in found
        if role is None or one.role == role
    }


def test_laser_go(graph: Graph) -> None:
    assert related(graph, "LASER-GO", "UNDER_CALL") == {graph.entity("COS-CLUSTER-2014-3-03").id}
    assert related(graph, "LASER-GO", "PARTICIPATES_IN", "coordinator") == {"litek"}
    assert related(graph, "LASER-GO", "PARTICIPATES_IN", "partner") == {
        "opticsvalley",
        "human-technology-styria",
    }


def test_laser_go_global_follows_laser_go(graph: Graph) -> None:
    added = {"medicen", "biocat", "optence"}
    partners = related(graph, "LASER-GO GLOBAL", "PARTICIPATES_IN")
    assert partners == related(graph, "LASER-GO", "PARTICIPATES_IN") | added
    following = graph.store.golden.between([("laser-go-global", "FOLLOWS", "laser-go")])
    assert len(following) == 1


def test_who_runs_litek(graph: Graph) -> None:
    managers = graph.store.golden.relations(["litek"], ["MANAGES"], "in")
    assert [one.source for one in managers] == ["fimtp"]
    assert "Institute of Physics" in graph.entity("fimtp").label


def test_the_memorandum_of_26_june_2019_item_by_item(graph: Graph) -> None:
    memorandum = graph.entity("mou-litek-cpic-2019")
    said = memorandum.properties
    assert said["signed"] == "2019-06-26"
    assert said["stage"] == "unknown"
    assert said["scope"] == [
        "business-opportunities",
        "joint-rd",
        "market-information",
        "meetings-and-seminars",
        "member-visits",
        "missions",
        "policy-information",
        "product-promotion",
        "regulatory-information",
        "stakeholder-cooperation",
    ]
    assert said["stakeholder"] == [
        "incubators",
        "large-companies",
        "research-centres",
        "universities",
    ]
    assert said["beneficiary"] == ["members-of-parties", "smes"]
    assert related(graph, memorandum.id, "PARTY_TO", "party") == {"litek", "cpic"}
    assert related(graph, memorandum.id, "RESULTS_FROM") == {"laser-go-global"}
    markets = related(graph, memorandum.id, "TARGETS")
    assert {graph.entity(id_).label for id_ in markets} == {"Europe", "Canada"}
    [catalogue] = related(graph, memorandum.id, "PROMOTES")
    assert graph.entity(catalogue).kind == "Document"
