"""`lumigraph refresh`, as cron and people type it."""

from __future__ import annotations

from pathlib import Path

import pytest

import lumigraph
from ingest.fetching import Cache
from tests.command_line import Ran, Run
from tests.ingest.geometry.files import write
from tests.ingest.web import Page, Web
from tests.lumigraph.test_refreshing import facts

LIST = """
[limits]
tries = 1

[[source]]
name = "facts"
file = "facts.yaml"

[[source]]
name = "fetched"
address = "{address}"
"""


@pytest.fixture
def refresh(run: Run, own: str, web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `refresh` on a list of a file and an address, in the folder of the list."""
    monkeypatch.setenv("LUMIGRAPH_CACHE", str(tmp_path / "cache"))
    (tmp_path / "facts.yaml").write_text(facts(), encoding="utf-8")
    address = web.put("/beta.yaml", Page(facts("Beta", "beta").encode()))
    (tmp_path / "sources.toml").write_text(LIST.format(address=address), encoding="utf-8")

    def refresh(*arguments: str) -> Ran:
        return run("refresh", *arguments, "--store", own)

    return refresh


def test_all_is_well(refresh: Run, tmp_path: Path) -> None:
    ran = refresh()
    assert ran.code == 0
    rows = [line.split()[:4] for line in ran.out.splitlines()[2:4]]
    assert rows == [["facts", "new", "1", "0"], ["fetched", "new", "1", "0"]]
    assert [line.split()[1] for line in refresh().out.splitlines()[2:4]] == ["unchanged"] * 2
    assert not (tmp_path / "rejects.csv").exists()


def test_json(refresh: Run) -> None:
    found = refresh("--json").json
    assert found["dry_run"] is False
    first = found["sources"][0]
    assert first.keys() == {
        *("source", "state", "new", "changed", "gone", "rejected", "seconds", "notes"),
        *("withheld", "repaired", "uncovered", "unmatched"),
    }
    assert (first["source"], first["state"], first["new"]) == ("facts", "new", 1)


def test_what_is_gone_or_set_aside_wants_a_look(refresh: Run, web: Web, tmp_path: Path) -> None:
    refresh()
    (tmp_path / "facts.yaml").write_text(
        facts(wrong="- id: wrong\n  type: Nothing\n"), encoding="utf-8"
    )
    ran = refresh()
    assert ran.code == 1
    assert "1 rows or values were set aside" in ran.out
    assert "Nothing" in (tmp_path / "rejects.csv").read_text("utf-8")
    assert refresh("--dry-run").code == 0
    assert (tmp_path / "rejects.csv").exists()
    again = refresh()
    assert (again.code, "rejects.csv is of an earlier run" in again.out) == (0, True)
    (tmp_path / "facts.yaml").write_text(facts(), encoding="utf-8")
    assert "rejects.csv, of an earlier run, was removed" in refresh().out
    web.put("/beta.yaml", Page(status=404))
    ran = refresh()
    assert ran.code == 1
    assert "fetched: what it said is kept; --retract-gone takes it out" in ran.out
    ran = refresh("--retract-gone", "--json")
    assert ran.code == 1
    assert [one["state"] for one in ran.json["sources"]] == ["unchanged", "retracted"]


def test_what_fails_is_said_and_the_rest_goes_in(refresh: Run, web: Web) -> None:
    web.put("/beta.yaml", Page(b"short", promise=100))
    ran = refresh()
    assert ran.code == 3
    assert [line.split()[:2] for line in ran.out.splitlines()[2:4]] == [
        ["facts", "new"],
        ["fetched", "failed"],
    ]
    assert "fetched: " in ran.out


def test_a_dry_run_makes_no_store(refresh: Run, web: Web, tmp_path: Path) -> None:
    ran = refresh("--dry-run")
    assert ran.code == 3
    assert "there is no graph" in ran.err
    assert not (tmp_path / "own.db").exists()
    refresh()
    asked = len(web.asked)
    assert refresh("--dry-run", "--json").json["dry_run"] is True
    assert len(web.asked) == asked


def test_what_went_in_before_an_interruption_is_told(
    refresh: Run, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(self: Cache, address: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Cache, "fetch", interrupted)
    ran = refresh()
    assert ran.code == 130
    assert [line.split()[:2] for line in ran.out.splitlines()[2:3]] == [["facts", "new"]]


def test_a_list_that_is_wrong_is_wrong_use(refresh: Run, tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text("[[source]]\nname = 'a'\n", encoding="utf-8")
    ran = refresh()
    assert ran.code == 2
    assert "file, folder or address is none of them" in " ".join(ran.err.split())
    ran = refresh("--sources", "other.toml")
    assert ran.code == 2
    assert "there is no other.toml" in ran.err


def test_an_empty_list_says_what_to_do(refresh: Run, tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text("", encoding="utf-8")
    ran = refresh()
    assert ran.code == 2
    assert "lists no source: docs/sources.md" in ran.err


def test_what_follows_from_internal_places_stays_in_the_house(
    run: Run, own: str, tmp_path: Path
) -> None:
    (tmp_path / "members.csv").write_text(
        "name,country,latitude,longitude\nHidden Optics,LT,54.68,25.28\n", encoding="utf-8"
    )
    write(tmp_path)
    (tmp_path / "sources.toml").write_text(
        "[[source]]\nname = 'members'\nfile = 'members.csv'\nvisibility = 'internal'\n"
        "[[source]]\nname = 'borders'\nfile = 'NUTS_RG_60M_2024_4326.geojson'\n",
        encoding="utf-8",
    )
    assert run("refresh", "--store", own).code == 0
    with lumigraph.open(own, internal=True) as graph:
        names = {one.info.name for one in graph.store.ledger.sources()}
        assert {"members", "geometry/members"} <= names
    with lumigraph.open(own) as graph:
        assert names - {one.info.name for one in graph.store.ledger.sources()} == {
            "members",
            "geometry/members",
        }
        assert list(graph.store.golden.all_entities("Organisation")) == []
        assert "LT011" not in {one.id for one in graph.store.golden.all_entities("Region")}
