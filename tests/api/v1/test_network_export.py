"""What is shown, as a file over HTTP."""

from __future__ import annotations

import io
from typing import Any

import networkx as nx
import pytest
from fastapi.testclient import TestClient

from api import bodies
from viz.exports.forms import FORMS

URL = "/api/v1/network/export"


@pytest.mark.parametrize("form", FORMS)
def test_every_form_is_a_file_to_save(client: TestClient, form: str) -> None:
    answer = client.post(URL, json={"format": form, "focus": ["LASER-GO"]})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].startswith('attachment; filename="network.')
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert len(answer.content) > 1000


def test_exactly_what_is_shown(client: TestClient) -> None:
    shown = {
        "format": "graphml",
        "ids": ["litek", "laser-go", "opticsvalley"],
        "x": [1.5, 0, -1],
        "y": [0, 2, 0],
        "links": [["litek", "PARTICIPATES_IN", "laser-go", "coordinator"]],
    }
    graph = nx.read_graphml(io.BytesIO(client.post(URL, json=shown).content))
    assert sorted(graph) == ["laser-go", "litek", "opticsvalley"]
    assert list(graph.edges()) == [("litek", "laser-go")]
    assert graph.nodes["litek"]["x"] == 1.5


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        ({"format": "docx"}, 422, "See errors"),
        ({"format": "svg", "ids": ["litek"], "x": [1, 2], "y": [1]}, 422, "there are 1 ids, 2 x"),
        ({"format": "svg", "region": "no-such-place"}, 404, "no region is called"),
        ({"format": "svg", "colour": "red"}, 422, "See errors"),
    ],
)
def test_what_is_wrong_is_told(
    client: TestClient, body: dict[str, Any], status: int, said: str
) -> None:
    answer = client.post(URL, json=body)
    assert answer.status_code == status
    assert said in answer.json()["detail"]


def test_too_much_is_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "LONGEST", 1000)
    answer = client.post(URL, json={"format": "svg", "title": "a" * 2000})
    assert answer.status_code == 413
    assert "longer than 1,000 bytes" in answer.json()["detail"]
