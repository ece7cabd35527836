"""Tokens on the command line, and the server that they are for."""

from __future__ import annotations

import stat
from dataclasses import replace
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

import lumigraph
from graph.errors import UsageError
from lumigraph.configuration import load_settings
from lumigraph.serving import application
from lumigraph.settings import Settings
from tests.command_line import Run

HERE = "http://127.0.0.1:8000"


def test_a_token_from_begin_to_end(run: Run, own: str, tmp_path: Path) -> None:
    made = run("tokens", "create", "--scope", "review", "--name", "desk", "--store", own)
    secret = made.out.split("\n", 1)[0]
    assert "shown never again" in made.out
    file = tmp_path / "own.tokens.db"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    other = run("tokens", "create", "--name", "bot", "--expires", "90d", "--store", own, "--json")
    listed = run("tokens", "list", "--store", own)
    assert "desk" in listed.out
    assert secret not in listed.out
    rows = run("tokens", "list", "--store", own, "--json").json["tokens"]
    assert [(one["name"], one["scopes"], one["state"]) for one in rows] == [
        ("desk", ["review"], "valid"),
        ("bot", [], "valid"),
    ]
    assert rows[0]["expires"] == "" < rows[1]["created"] < rows[1]["expires"]
    with lumigraph.open(own) as graph:
        client = TestClient(application(graph, HERE), base_url=HERE)
        for token, status in ((secret, 200), (other.json["token"], 403)):
            asked = {"Authorization": f"Bearer {token}"}
            assert client.get("/api/v1/review", headers=asked).status_code == status
        assert run("tokens", "revoke", "desk", "--store", own).code == 0
        asked = {"Authorization": f"Bearer {secret}"}
        assert client.get("/api/v1/review", headers=asked).status_code == 401


def test_scopes_one_by_one(run: Run, own: str) -> None:
    """The last one alone counted, and nobody was told."""
    scopes = ("--scope", "review", "--scope", "read-internal,ingest")
    run("tokens", "create", *scopes, "--name", "desk", "--store", own)
    [row] = run("tokens", "list", "--store", own, "--json").json["tokens"]
    assert row["scopes"] == ["ingest", "read-internal", "review"]


def test_what_is_no_token(run: Run, own: str) -> None:
    wrong = {
        ("create", "--name", "a", "--scope", "all"): "there is no scope 'all'",
        ("create", "--name", "a", "--expires", "soon"): "write a number of days, such as 90d",
        ("create", "--name", "a", "--expires", ""): "--expires is '': write a number of days",
        ("create", "--name", "a\nb"): "the name of a token is one line",
        ("revoke", "nobody"): "no token in force is called 'nobody'",
    }
    for words, says in wrong.items():
        ran = run("tokens", *words, "--store", own)
        assert (ran.code, says in ran.err) == (2, True)
    assert run("tokens", "list", "--store", own).code == 1


def test_a_folder_of_ones_own(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUMIGRAPH_TOKENS", str(tmp_path / "keys"))
    run("tokens", "create", "--name", "a", "--store", "bolt://graph.example:7687")
    assert [one.name for one in (tmp_path / "keys").iterdir()] == ["bolt-graph-example-7687"]


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"reading": "closed"}, "reading is 'closed': set open or token"),
        ({"hosts": "graph.example, *"}, r"hosts has '\*'"),
        ({"proxies": "everybody!"}, "proxies has 'everybody!'"),
        ({"proxies": "10.0.0.0/99"}, "proxies has '10.0.0.0/99': set addresses such as"),
        ({"proxies": "10.0.0.5/24"}, "proxies has '10.0.0.5/24'"),
        ({"rate": "fast"}, "rate is 'fast': write none, or"),
        ({"rate": "0/minute"}, "rate is '0/minute', which lets nobody ask"),
    ],
)
def test_a_server_does_not_start_with_what_cannot_be(
    bundled: str, settings: dict[str, str], says: str
) -> None:
    with lumigraph.open(bundled) as graph:
        graph.settings = replace(graph.settings, **settings)  # type: ignore[arg-type]
        with pytest.raises(UsageError, match=says):
            application(graph, HERE)


def test_reading_by_token_alone(bundled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUMIGRAPH_READING", "token")
    settings: Settings = replace(load_settings(), store=bundled)
    with lumigraph.open(settings=settings) as graph:
        client = TestClient(application(graph, HERE), base_url=HERE)
        assert client.get("/api/v1/stats").status_code == 401
        assert "ratelimit" not in client.get("/api/v1/stats").headers
        assert client.get("/api/v1/health").headers["ratelimit-policy"] == '"requests";q=1200;w=60'
