"""Organisations with coordinates get their region from polygons, with that as evidence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from graph.ledger.holdings import Holdings
from graph.question.evidence import relation_evidence
from graph.store import GraphStore
from ingest.derived import derived, forget, retract
from ingest.errors import UnreadableSourceError
from lumigraph.placing import Placing, place
from tests.conformance.builders import graph_of, optics, reach_of, tell, thing, tie
from tests.ingest.geometry.files import AREAS, collection, feature, write

VILNIUS = {"latitude": 54.68, "longitude": 25.28}
GRAZ = {"latitude": 47.07, "longitude": 15.44}
AT_SEA = {"latitude": 55.7, "longitude": 20.9}


@pytest.fixture
def holdings(store: GraphStore) -> Holdings:
    """A graph of companies with coordinates in countries."""
    tell(
        store,
        "register",
        *optics(),
        *(thing(name) for name in ("a", "b", "sea", "exact", "wrong", "far")),
        thing("US", "Region"),
        tie("a", "LOCATED_IN", "LT", city="Vilnius", regionCode="LT", **VILNIUS),
        tie("a", "WORKS_ON", "oct"),
        tie("b", "LOCATED_IN", "LT"),
        tie("sea", "LOCATED_IN", "LT", **AT_SEA),
        tie("exact", "LOCATED_IN", "LT011", **VILNIUS),
        tie("wrong", "LOCATED_IN", "LT", **GRAZ),
        tie("far", "LOCATED_IN", "US", latitude=40.7, longitude=-74.0),
    )
    return Holdings(store)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path)


def places(holdings: Holdings, id_: str) -> list[str]:
    found = holdings.whole.golden.relations([id_], ["LOCATED_IN"], "out")
    return sorted(one.target for one in found)


def numbers(found: Placing) -> tuple[int, ...]:
    (one,) = (source.placements for source in found.sources)
    return (one.stated, one.placed, one.known, one.abroad, len(one.off))


def test_the_finest_region_is_added_with_its_evidence(holdings: Holdings, file: Path) -> None:
    found = place(holdings, [file])
    assert (found.areas, numbers(found)) == (len(AREAS), (5, 2, 1, 1, 1))
    assert places(holdings, "a") == ["LT", "LT011"]
    (said,) = relation_evidence(holdings.whole, [("a", "LOCATED_IN", "LT011")]).values()
    assert [(one.source, one.confidence) for one in said] == [("geometry/register", 0.9)]
    assert said[0].locator == (
        f"{file.name}, feature LT011: 54.68, 25.28 lie in it; so says register, a to LT"
    )
    (relation,) = (
        one
        for one in holdings.whole.golden.relations(["a"], ["LOCATED_IN"], "out")
        if one.target == "LT011"
    )
    assert relation.properties == {"city": "Vilnius", **VILNIUS}


def test_the_closure_follows(holdings: Holdings, file: Path) -> None:
    place(holdings, [file])
    assert {"LT", "LT:vilnius", "LT011:vilnius"} >= {
        row.place for row in reach_of(holdings.whole) if row.organisation == "a"
    }
    assert any(row.place == "LT011:vilnius" for row in reach_of(holdings.whole))


def test_off_the_coast_the_nearest_is_taken_and_says_so(holdings: Holdings, file: Path) -> None:
    place(holdings, [file])
    assert places(holdings, "sea") == ["LT", "LT023"]
    (said,) = relation_evidence(holdings.whole, [("sea", "LOCATED_IN", "LT023")]).values()
    assert "lie 6.3 km beside it" in said[0].locator
    assert said[0].confidence == 0.7
    place(holdings, [file], tolerance=5)
    assert places(holdings, "sea") == ["LT"]


def test_what_is_not_placed(holdings: Holdings, file: Path) -> None:
    found = place(holdings, [file])
    assert places(holdings, "b") == ["LT"]
    assert places(holdings, "exact") == ["LT011"]
    assert places(holdings, "far") == ["US"]
    (off,) = found.sources[0].placements.off
    assert (off.file, off.value) == ("register", "47.07, 15.44")
    assert "said to be in LT" in off.reason or "(LT)" in off.reason


def test_where_something_is_not_it_is_not_placed(holdings: Holdings, file: Path) -> None:
    at = tie("b", "LOCATED_IN", "LT", **VILNIUS)
    denied = replace(at, evidence=replace(at.evidence, confidence=0))
    tell(holdings.public, "two", thing("b"), denied)
    assert [one.source for one in place(holdings, [file]).sources] == ["register"]
    assert places(holdings, "b") == ["LT"]


def test_again_changes_nothing(holdings: Holdings, file: Path) -> None:
    place(holdings, [file])
    revision = holdings.whole.revision()
    again = place(holdings, [file])
    assert not again.sources[0].report.changed
    assert holdings.whole.revision() == revision


def test_other_polygons_replace_what_the_former_said(holdings: Holdings, tmp_path: Path) -> None:
    place(holdings, [write(tmp_path)])
    coarse = write(tmp_path, {"LT01": AREAS["LT01"]}, "NUTS_RG_01M_2021_4326_LEVL_2.geojson")
    found = place(holdings, [coarse])
    assert places(holdings, "a") == ["LT", "LT01"]
    assert places(holdings, "sea") == ["LT"]
    assert numbers(found) == (5, 1, 1, 1, 2)
    elsewhere = write(tmp_path, {"AT22": AREAS["AT22"]}, "other.geojson")
    assert [one.source for one in place(holdings, [elsewhere]).gone] == ["geometry/register"]
    assert places(holdings, "a") == ["LT"]


def test_forgetting_takes_exactly_that_out(holdings: Holdings, file: Path) -> None:
    before = graph_of(holdings.whole), reach_of(holdings.whole)
    place(holdings, [file])
    assert graph_of(holdings.whole) != before[0]
    assert derived(holdings) == ["geometry/register"]
    assert [one.source for one in forget(holdings)] == ["geometry/register"]
    assert (graph_of(holdings.whole), reach_of(holdings.whole)) == before
    assert forget(holdings) == []


def test_a_source_takes_what_follows_from_it_with_it(holdings: Holdings, file: Path) -> None:
    tell(holdings.public, "two", thing("a"), tie("a", "LOCATED_IN", "LT"))
    before = graph_of(holdings.whole)
    tell(holdings.public, "three", thing("a"), tie("a", "LOCATED_IN", "AT", **GRAZ))
    place(holdings, [file])
    assert places(holdings, "a") == ["AT", "AT221", "LT", "LT011"]
    gone = [one.source for one in retract(holdings, "three")]
    assert gone == ["three", "geometry/three"]
    retract(holdings, "geometry/register")
    assert graph_of(holdings.whole) == before


def test_what_polygons_once_made_of_a_source_is_erased_with_it(
    holdings: Holdings, file: Path
) -> None:
    place(holdings, [file])
    forget(holdings)
    retract(holdings, "register", purge=True)
    versions = holdings.public.ledger.sources(closed=True)
    assert not {"register", "geometry/register"} & {one.info.name for one in versions}


def test_files_that_place_nothing_are_refused(holdings: Holdings, tmp_path: Path) -> None:
    before = holdings.whole.revision()
    with pytest.raises(UnreadableSourceError, match="no such file"):
        place(holdings, [tmp_path / "missing.geojson"])
    (tmp_path / "table.csv").write_text("a,b")
    with pytest.raises(UnreadableSourceError, match="holds no NUTS polygons"):
        place(holdings, [tmp_path / "table.csv"])
    point = {**feature("LT", AREAS["LT"]), "geometry": {"type": "Point", "coordinates": [25, 55]}}
    (tmp_path / "NUTS_LB_2024.geojson").write_text(str(collection(point)).replace("'", '"'))
    with pytest.raises(UnreadableSourceError, match="not one usable polygon"):
        place(holdings, [tmp_path / "NUTS_LB_2024.geojson"])
    assert holdings.whole.revision() == before
