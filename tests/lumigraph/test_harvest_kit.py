"""The kit that is handed over to portals: its answers, its files, and when there is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rdflib import RDF, Graph
from rdflib.namespace import DCAT

from lumigraph.harvest_kit import writing
from tests.command_line import Run

PUBLISHER = {
    "publisher_name": "Photonics | Alliance",
    "publisher_url": "https://alliance.lumigraph.eu",
    "contact_name": "Data desk\nRewriteRule evil",
    "contact_email": "data@lumigraph.eu",
    "public_url": "https://data.lumigraph.eu",
}
FILES = {
    *("README.md", "checklist.md", "european-portal.md", "endpoints.md"),
    *("w3id/.htaccess", "w3id/README.md", "national-portal/README.md"),
    *(f"national-portal/catalogue{ending}" for ending in (".ttl", ".rdf", "-2.1.1.rdf")),
    "national-portal/packages.json",
}


@pytest.fixture(autouse=True)
def publisher(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in PUBLISHER.items():
        monkeypatch.setenv(f"LUMIGRAPH_{name.upper()}", value)


def files(folder: Path) -> set[str]:
    return {str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()}


@pytest.fixture
def kit(run: Run, tmp_path: Path) -> Path:
    said = run("harvest-kit", "kit")
    assert (said.code, said.err) == (0, "")
    assert "Begin with kit/checklist.md." in said.out
    return tmp_path / "kit"


def test_every_file_is_there_and_nothing_else(kit: Path) -> None:
    assert files(kit) == FILES
    assert [one.name for one in kit.parent.iterdir() if one.name.startswith(".kit")] == []


def test_the_request_form_is_answered(kit: Path) -> None:
    text = (kit / "european-portal.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("| ")]
    assert "| Address of the interface | https://data.lumigraph.eu/oai |" in rows
    assert "| Publisher, with e-mail address | Photonics \\| Alliance, data@lumigraph.eu |" in rows
    assert any("Lithuania" in row for row in rows if row.startswith("| Countries"))
    unanswered = [row for row in rows if "**you:**" in row]
    assert len(unanswered) == 3
    assert all(row.replace("\\|", "").count("|") == 3 for row in rows)
    assert "{{" not in text


def test_the_redirect_holds_one_rule_whatever_people_are_called(kit: Path) -> None:
    lines = (kit / "w3id/.htaccess").read_text(encoding="utf-8").splitlines()
    rules = [line for line in lines if line.startswith("RewriteRule")]
    assert rules == ["RewriteRule ^(.*)$ https://data.lumigraph.eu/$1 [R=302,L]"]
    assert "its folder `lumigraph`" in (kit / "w3id/README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["catalogue.ttl", "catalogue.rdf", "catalogue-2.1.1.rdf"])
def test_the_catalogue_is_there_as_files(kit: Path, name: str) -> None:
    document = Graph().parse(kit / "national-portal" / name)
    packages = json.loads((kit / "national-portal/packages.json").read_text(encoding="utf-8"))
    assert len([*document.subjects(RDF.type, DCAT.Dataset)]) == len(packages) > 1


def test_where_uris_are_those_of_the_server_there_is_no_redirect(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUMIGRAPH_BASE_URI", "https://data.lumigraph.eu")
    assert run("harvest-kit", "kit").code == 0
    assert files(tmp_path / "kit") == {name for name in FILES if not name.startswith("w3id")}
    assert "w3id" not in (tmp_path / "kit/checklist.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("public_url", "", "public_url is 'http://127.0.0.1:8000': set where everybody finds"),
        ("publisher_name", "", "publisher_name is not set"),
        ("contact_email", "", "contact_email is not set: set one, so that people can ask"),
        ("base_uri", "https://data.example.org", "a name for examples and tests"),
    ],
)
def test_what_may_not_be_published_has_no_kit(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    monkeypatch.setenv(f"LUMIGRAPH_{name.upper()}", value)
    said = run("harvest-kit", "kit")
    assert said.code == 2
    assert said.err.count(words) == 1
    assert said.err.count("is not set") <= 1
    assert [*tmp_path.iterdir()] == []


def test_a_folder_that_is_in_use_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("dear")
    (tmp_path / "file").write_text("x")
    for name in ("mine", "file"):
        said = run("harvest-kit", name)
        assert said.code == 2
        assert f"{name} is there already" in said.err
    assert files(tmp_path) == {"mine/letter.txt", "file"}
    assert "there is no folder nowhere" in run("harvest-kit", "nowhere/kit").err


def test_an_empty_folder_is_taken(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kit").mkdir()
    assert run("harvest-kit", "kit").code == 0
    assert files(tmp_path / "kit") == FILES


def test_a_kit_is_written_whole_or_not_at_all(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(self: Path, content: bytes) -> int:
        raise OSError(28, f"no space left for {len(content)} bytes in {self}")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="no space left"):
        writing._write(tmp_path / "kit", {"a": b"x"})
    assert [*tmp_path.iterdir()] == []
