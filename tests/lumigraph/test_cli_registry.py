"""The registry from the command line, and what an ingest says of what it left out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.command_line import Run
from tests.ingest.ror.samples import lines, registry


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(lines(tmp_path / "registry.jsonl", registry()))


def test_what_matches_nothing_is_told(run: Run, own: str, path: str) -> None:
    ran = run("ingest", path, "--store", own)
    assert ran.code == 0
    assert "ror: entries that match nothing in the graph: 5; --add-unmatched adds" in ran.out
    (report,) = run("ingest", path, "--store", own, "--json").json
    assert (report["records"], report["unmatched"]) == (0, 5)


def test_the_rest_is_added_by_country(run: Run, own: str, path: str) -> None:
    ran = run("ingest", path, "--store", own, "--add-unmatched", "--country", "Autriche")
    assert ran.code == 0
    assert "in the graph: 4;" in ran.out
    ran = run("ingest", path, "--store", own, "--add-unmatched")
    assert "in the graph: 1;" in ran.out
    assert "personal data were left out (e-mail 1)" in ran.out
    shown = run("show", "Institute of Lasers", "--store", own, "--json")
    assert "info@" not in shown.out
    assert shown.json["properties"]["organisationStatus"] == "active"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--country", "LT"], "give both"),
        (["--add-unmatched", "--country", "Atlantis"], "'Atlantis': it is no country"),
    ],
)
def test_countries_are_checked(
    run: Run, own: str, path: str, options: list[str], message: str
) -> None:
    ran = run("ingest", path, "--store", own, *options)
    assert ran.code == 2
    assert message in ran.err
    assert not Path(own.removeprefix("sqlite:///")).exists()
