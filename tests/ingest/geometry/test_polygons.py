"""Points in polygons, beside them, and between levels, years and scales."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.geometry.gisco import Area, read_areas
from ingest.geometry.polygons import KILOMETRES, Polygons
from tests.ingest.geometry.files import AREAS, write


@pytest.fixture(scope="module")
def polygons(tmp_path_factory: pytest.TempPathFactory) -> Polygons:
    return read(write(tmp_path_factory.mktemp("nuts")))


def read(*paths: Path, tolerance: float = 10.0) -> Polygons:
    found = [area for path in paths for area in read_areas(path) if isinstance(area, Area)]
    return Polygons(found, tolerance)


def test_the_finest_level_that_holds_the_point(polygons: Polygons) -> None:
    spot = polygons.find(47.07, 15.44)
    assert spot is not None
    assert (spot.area.code, spot.distance) == ("AT221", 0.0)
    wider = polygons.find(47.8, 14.2)
    assert wider is not None
    assert (wider.area.code, wider.distance) == ("AT22", 0.0)


def test_a_point_off_the_coast_is_put_to_the_nearest(polygons: Polygons) -> None:
    spot = polygons.find(55.7, 20.9)
    assert spot is not None
    assert spot.area.code == "LT023"
    assert spot.distance == pytest.approx(6.27, abs=0.01)
    assert polygons.find(55.7, 20.8) is None


def test_the_tolerance_is_the_callers(tmp_path: Path) -> None:
    path = write(tmp_path)
    assert read(path, tolerance=5).find(55.7, 20.9) is None
    assert read(path, tolerance=13).find(55.7, 20.8) is not None


def test_only_inside_the_stated_region(polygons: Polygons) -> None:
    assert polygons.find(47.07, 15.44, within="LT") is None
    beside = polygons.find(55.5, 24.05, within="LT02")
    assert beside is not None
    assert beside.area.code == "LT023"
    assert beside.distance > 0


def test_the_newest_year_first_even_just_beside(tmp_path: Path) -> None:
    old = write(tmp_path, {"PT170": (-9.5, 38.4, -8.5, 39.1)}, "NUTS_RG_60M_2021_4326.geojson")
    new = write(tmp_path, {"PT1A0": (-9.1, 38.6, -8.5, 39.1)}, "NUTS_RG_60M_2024_4326.geojson")
    found = read(old, new).find(38.7, -9.15, within="PT")
    assert found is not None
    assert found.area.code == "PT1A0"
    older = read(old, new).find(38.45, -9.45, within="PT")
    assert older is not None
    assert older.area.code == "PT170"


def test_the_finest_scale_first(tmp_path: Path) -> None:
    coarse = write(tmp_path, {"AT221": AREAS["AT221"]}, "NUTS_RG_60M_2024_4326.geojson")
    fine = write(tmp_path, {"AT221": AREAS["AT221"]}, "NUTS_RG_01M_2024_4326.geojson")
    found = read(coarse, fine).find(47.07, 15.44)
    assert found is not None
    assert found.area.scale == 1


def test_what_there_is(polygons: Polygons) -> None:
    assert polygons.countries == {"AT", "LT"}
    assert polygons.finest == 3
    nothing = Polygons([])
    assert (nothing.find(47, 15), nothing.finest) == (None, -1)


@given(
    latitude=st.floats(-90, 90, allow_nan=False), longitude=st.floats(-180, 180, allow_nan=False)
)
def test_every_point_on_earth_has_an_answer(
    polygons: Polygons, latitude: float, longitude: float
) -> None:
    spot = polygons.find(latitude, longitude)
    inside = [
        code
        for code, (west, south, east, north) in AREAS.items()
        if west <= longitude <= east and south <= latitude <= north
    ]
    if spot is None:
        assert not inside
    elif spot.distance:
        _, south, _, north = AREAS[spot.area.code]
        assert spot.distance <= 10
        assert south - 10 / KILOMETRES <= latitude <= north + 10 / KILOMETRES
    else:
        assert spot.area.code in inside


def test_known_places_in_the_real_files(shared: Path) -> None:
    polygons = read(shared / "data/nuts")
    places = {
        (48.2082, 16.3738): "AT130",
        (47.0707, 15.4395): "AT221",
        (54.6872, 25.2797): "LT011",
        (51.5072, -0.1276): "UKI32",
        (37.9838, 23.7275): "EL303",
    }
    for point, code in places.items():
        spot = polygons.find(*point)
        assert spot is not None
        assert spot.area.code == code
