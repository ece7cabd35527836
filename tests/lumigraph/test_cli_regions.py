"""`lumigraph regions`, as a person types it."""

from __future__ import annotations

from pathlib import Path

import pytest

import lumigraph
from tests.command_line import Run
from tests.conformance.builders import tell, thing, tie
from tests.ingest.geometry.files import write

HERE = {"latitude": 54.68, "longitude": 25.28}


@pytest.fixture
def store(own: str) -> str:
    """A store with a company that is somewhere in Lithuania."""
    with lumigraph.open(own) as graph:
        located = tie("a", "LOCATED_IN", "LT", **HERE)
        tell(graph.store, "register", thing("a"), thing("LT", "Region"), located)
    return own


def test_files_may_follow_the_option(run: Run, store: str, tmp_path: Path) -> None:
    one, other = write(tmp_path), write(tmp_path, name="NUTS_RG_01M_2021_4326.geojson")
    ran = run("regions", "--geometry", str(one), str(other), "--store", store)
    assert ran.code == 0
    assert ran.out.splitlines()[0] == "14 polygons"
    assert "geometry/register" in run("show", "a", "--store", store).out
    assert not (tmp_path / "rejects.csv").exists()


def test_json_and_rejects(run: Run, store: str, tmp_path: Path) -> None:
    path = write(tmp_path, {"LT02": (21.0, 54.0, 24.0, 56.0)})
    ran = run("regions", "--geometry", str(path), "--json", "--store", store)
    assert ran.json == {
        "areas": 1,
        "outlines": 1,
        "sources": [
            {
                "source": "register",
                "coordinates": 1,
                "placed": 0,
                "known": 0,
                "abroad": 0,
                "off": 1,
            }
        ],
        "cities": [],
        "retracted": [],
    }
    assert "54.68, 25.28" in (tmp_path / "rejects.csv").read_text("utf-8")


def test_forget(run: Run, store: str, tmp_path: Path) -> None:
    run("regions", "--geometry", str(write(tmp_path)), "--store", store)
    assert run("regions", "--forget", "--store", store).out == "Taken out: geometry/register.\n"
    assert "nothing" in run("regions", "--forget", "--store", store).out
    assert run("regions", "--forget", "--json", "--store", store).json == {"retracted": []}


def test_nobody_with_coordinates(run: Run, own: str, tmp_path: Path) -> None:
    with lumigraph.open(own) as graph:
        tell(graph.store, "register", thing("a"))
    ran = run("regions", "--geometry", str(write(tmp_path)), "--store", own)
    assert ran.out == (
        "No source states the coordinates of an organisation.\nOutlines for maps: 7.\n"
    )
    assert (tmp_path / "own.outlines" / "regions.geojson").is_file()


def test_by_cities(run: Run, store: str, tmp_path: Path) -> None:
    with lumigraph.open(store) as graph:
        members = [tie(key, "LOCATED_IN", "LT", city="Kaunas") for key in "mn"]
        known = [tie(key, "LOCATED_IN", "LT022", city="KAUNAS") for key in "bc"]
        tell(graph.store, "members", *map(thing, "mn"), *members)
        tell(graph.store, "others", *map(thing, "bc"), *known)
    ran = run("regions", "--cities", "--json", "--store", store)
    row = {"source": "members", "cities": 2, "placed": 2, "known": 0, "open": 0}
    assert ran.json == {
        "areas": 0,
        "outlines": 0,
        "sources": [],
        "cities": [row],
        "retracted": [],
    }
    assert "2 of 2 organisations" in run("show", "m", "--store", store).out
    both = run("regions", "--cities", "--geometry", str(write(tmp_path)), "--store", store).out
    assert both.index("7 polygons") < both.index("By cities") < both.index("members")
    gone = run("regions", "--forget", "--cities", "--json", "--store", store).json
    assert gone == {"retracted": ["cities/members"]}
    assert "geometry/register" in run("show", "a", "--store", store).out


def test_no_city_without_its_region(run: Run, store: str) -> None:
    ran = run("regions", "--cities", "--store", store)
    assert ran.out == "No source states a city without its region.\n"


@pytest.mark.parametrize("arguments", [[], ["--forget", "--geometry", "a.geojson"]])
def test_what_it_is_to_do_must_be_said(run: Run, store: str, arguments: list[str]) -> None:
    ran = run("regions", *arguments, "--store", store)
    assert ran.code == 2
    assert "--geometry FILE" in ran.err


def test_a_file_that_is_not_there(run: Run, store: str) -> None:
    ran = run("regions", "--geometry", "missing.geojson", "--store", store)
    assert ran.code == 3
    assert "no such file" in ran.err


def test_a_source_goes_with_what_followed_from_it(run: Run, store: str, tmp_path: Path) -> None:
    run("regions", "--geometry", str(write(tmp_path)), "--store", store)
    gone = run("retract", "register", "--json", "--store", store).json
    assert [one["source"] for one in gone] == ["register", "geometry/register"]
    assert run("sources", "--store", store).code == 1


def test_a_source_that_is_hidden_hides_what_followed_from_it(
    run: Run, own: str, tmp_path: Path
) -> None:
    table = "name,country,latitude,longitude\nHidden Optics,LT,54.68,25.28\n"
    (tmp_path / "members.csv").write_text(table, encoding="utf-8")
    run("ingest", "members.csv", "--visibility", "public", "--store", own)
    run("regions", "--geometry", str(write(tmp_path)), "--store", own)
    with lumigraph.open(own) as graph:
        assert "geometry/members" in {one.info.name for one in graph.store.ledger.sources()}
    run("ingest", "members.csv", "--visibility", "internal", "--store", own)
    with lumigraph.open(own) as graph:
        names = {one.info.name for one in graph.store.ledger.sources(closed=True)}
        assert names.isdisjoint({"members", "geometry/members"})
