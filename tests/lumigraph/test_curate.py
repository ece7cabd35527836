"""A server that curates, as settings and flags turn it on; entries by hand in Python."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import lumigraph
from graph.errors import UnknownNameError, UsageError
from lumigraph.cli import serving as commands
from lumigraph.configuration import load_settings
from lumigraph.graph import Graph
from lumigraph.serving import application
from tests.command_line import Run

PAGE = "https://alpha.example/about"


@pytest.fixture
def graph() -> Graph:
    """An empty graph."""
    return lumigraph.open("sqlite:///:memory:")


def test_an_entry_by_hand_and_back(graph: Graph) -> None:
    graph.add("Cluster", {"name": {"en": "Delta"}}, address=PAGE)
    added = graph.add("Company", {"name": {"en": "Beta Optics"}}, address=PAGE)
    graph.hand(PAGE).relate("beta-optics", "MEMBER_OF", "delta", {"role": "member"})
    graph.end("beta-optics", "MEMBER_OF", "delta", "2020", address=PAGE, reason="their news")
    graph.correct("Beta Optics", "founded", "1999", address=PAGE)
    whole = graph.portrait("beta-optics")
    assert whole.entity.properties["founded"] == "1999"
    assert [one.until for one in whole.relations] == ["2020"]
    assert graph.desk.entries() == []
    graph.take_back(added)
    with pytest.raises(UnknownNameError, match="no entry by hand is called"):
        graph.take_back(added)


@pytest.mark.parametrize(("written", "curate"), [("true", True), ("false", False)])
def test_a_setting_turns_it_on(tmp_path: Path, written: str, curate: bool) -> None:
    (tmp_path / "lumigraph.toml").write_text(f"curate = {written}\n")
    assert load_settings({}, tmp_path).curate is curate
    assert load_settings({"LUMIGRAPH_CURATE": written}, tmp_path).curate is curate


def test_a_setting_that_is_neither(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="curate is 'yes': set true or false"):
        load_settings({"LUMIGRAPH_CURATE": "yes"}, tmp_path)


def test_only_a_server_that_curates_shows_the_queue(graph: Graph) -> None:
    here = "http://127.0.0.1:8000"
    closed = TestClient(application(graph, here), base_url=here)
    assert closed.get("/api/v1/review").status_code == 401
    graph.settings = replace(graph.settings, curate=True)
    opened = TestClient(application(graph, here), base_url=here)
    assert opened.get("/api/v1/review").json()["proposals"] == []


def test_other_machines_are_not_listened_to(graph: Graph) -> None:
    graph.settings = replace(graph.settings, curate=True, host="0.0.0.0")  # noqa: S104
    with pytest.raises(UsageError, match="listens to this machine alone"):
        application(graph, "http://127.0.0.1:8000")


def test_the_flag(run: Run, bundled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    served: list[bool] = []

    def note(graph: Graph, *_: object, **__: object) -> None:
        served.append(graph.settings.curate)

    monkeypatch.setattr(commands, "_run", note)
    assert run("serve", "--curate", "--store", bundled).code == 0
    assert run("serve", "--store", bundled).code == 0
    assert served == [True, False]
