"""The audit log on the command line: who wrote by which way, and what tampering looks like."""

from __future__ import annotations

import sqlite3

import pytest
from fastapi.testclient import TestClient

import lumigraph
from lumigraph.serving import application
from tests.command_line import Run

HERE = "http://127.0.0.1:8000"
PAGE = "https://alpha.example/about"
ENTRY = {"type": "Company", "properties": {"name": {"en": "Gamma Optics"}}, "address": PAGE}


@pytest.fixture
def written(run: Run, own: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store written to in Python, over HTTP, and on the command line."""
    monkeypatch.setenv("LUMIGRAPH_CURATOR", "cluster office")
    with lumigraph.open(own) as graph:
        for name in ("Alpha", "Beta"):
            graph.add("Company", {"name": {"en": name}}, address=PAGE)
        token = run("tokens", "create", "--scope", "review", "--name", "desk", "--store", own)
        asked = {"Authorization": f"Bearer {token.out.split()[0]}"}
        client = TestClient(application(graph, HERE), base_url=HERE)
        assert client.post("/api/v1/edit/add", json=ENTRY, headers=asked).is_success
    assert run("merge", "alpha", "beta", "--store", own).code == 0
    return own


def test_who_wrote_what(run: Run, written: str) -> None:
    found, tokens = run("audit", "--store", written, "--json").json["stores"]
    assert [
        (one["who"], one["through"], one["revision"]["action"]) for one in found["entries"]
    ] == [
        ("cluster office", "python", "curate"),
        ("cluster office", "python", "curate"),
        ("desk", "http, token", "curate"),
        ("cluster office", "command line", "merge"),
    ]
    assert found["entries"][2]["touched"]["ids"] == ["gamma-optics"]
    assert tokens["store"] == written.removeprefix("sqlite:///").replace("own.db", "own.tokens.db")
    assert [
        (one["who"], one["through"], one["revision"]["action"]) for one in tokens["entries"]
    ] == [("cluster office", "command line", "create token")]
    listed = run("audit", "--store", written)
    assert "http, token" in listed.out
    assert "4 entries" in listed.out


def test_tampering_is_told_with_its_place(run: Run, written: str) -> None:
    sound = run("audit", "--verify", "--store", written)
    assert (sound.code, "4 entries, and nobody tampered with them" in sound.out) == (0, True)
    with sqlite3.connect(written.removeprefix("sqlite:///")) as database:
        database.execute("DROP TRIGGER audit_stays")
        database.execute("UPDATE audit SET entry = replace(entry, 'desk', 'boss')")
    database.close()
    torn = run("audit", "--verify", "--store", written)
    assert (torn.code, "entry 3: it was changed" in torn.out) == (1, True)
    faults = run("audit", "--verify", "--store", written, "--json").json["stores"][0]["faults"]
    assert faults == ["entry 3: it was changed"]


def test_rights_that_nobody_gave_are_told(run: Run, written: str) -> None:
    assert run("tokens", "revoke", "desk", "--store", written).code == 0
    listed = run("audit", "--store", written)
    assert "revoke token" in listed.out
    sound = run("audit", "--verify", "--store", written)
    assert sound.out.count("nobody tampered with them") == 2
    register = written.removeprefix("sqlite:///").replace("own.db", "own.tokens.db")
    with sqlite3.connect(register) as database:
        database.execute("UPDATE token SET revoked = '', scopes = 'admin'")
    database.close()
    torn = run("audit", "--verify", "--store", written)
    assert torn.code == 1
    assert "token 'desk': it is not what entry 2 says" in torn.out
    (found,) = run("doctor", "--store", written, "--json").json["findings"]
    assert (found["ailment"], found["where"], found["mended"]) == ("audit", register, False)
