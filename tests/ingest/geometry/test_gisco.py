"""GISCO's GeoJSON: recognised, read, and what is set aside."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import shapely

from graph.records import Reject
from ingest.errors import UnreadableSourceError
from ingest.geometry.gisco import Area, is_gisco, read_areas
from tests.ingest.geometry.files import AREAS, collection, feature, write

GRAZ = feature("AT221", AREAS["AT221"])
LABEL = {**GRAZ, "geometry": {"type": "Point", "coordinates": [15.4, 47.1]}}


def areas(path: Path) -> list[Area]:
    return [one for one in read_areas(path) if isinstance(one, Area)]


def refused(path: Path) -> list[Reject]:
    return [one for one in read_areas(path) if isinstance(one, Reject)]


def written(folder: Path, content: object) -> Path:
    path = folder / "NUTS_RG_60M_2024_4326.geojson"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_an_area_has_region_level_year_and_scale(tmp_path: Path) -> None:
    path = write(tmp_path, {"AT221": AREAS["AT221"]}, "NUTS_RG_03M_2016_4326_LEVL_3.geojson")
    (area,) = areas(path)
    assert (area.code, area.region.id, area.level) == ("AT221", "AT221", 3)
    assert (area.file, area.year, area.scale) == (path.name, "2016", 3)
    assert tuple(shapely.bounds(area.polygon)) == AREAS["AT221"]


def test_a_name_that_says_nothing_is_no_hindrance(tmp_path: Path) -> None:
    (area,) = areas(write(tmp_path, {"LT011": AREAS["LT011"]}, "mine.geojson"))
    assert (area.year, area.scale) == ("", 99)


def test_codes_of_an_older_nuts_are_learnt(tmp_path: Path) -> None:
    found = areas(write(tmp_path, {"EL30": (23, 37, 24, 38), "UKK25": (-3, 50, -2, 51)}))
    assert [(one.region.id, one.region.path) for one in found] == [
        ("EL30", "GR30"),
        ("UKK25", "GBK25"),
    ]


def test_files_may_be_packed_or_lie_in_a_folder(tmp_path: Path) -> None:
    path = write(tmp_path)
    codes = {area.code for area in areas(path)}
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.geojson.gz").write_bytes(gzip.compress(path.read_bytes()))
    (folder / "readme.txt").write_text("not this one")
    packed = tmp_path / "packed.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(path, "inside/a.geojson")
    for one in (folder, folder / "a.geojson.gz", packed):
        assert is_gisco(one)
        assert {area.code for area in areas(one)} == codes
    assert {area.file for area in areas(packed)} == {"a.geojson"}


def test_other_things_are_not_recognised(tmp_path: Path) -> None:
    for name, text in {
        "other.geojson": '{"type": "FeatureCollection", "features": []}',
        "data.json": '["NUTS_ID"]',
        "table.csv": '"FeatureCollection","NUTS_ID"',
    }.items():
        (tmp_path / name).write_text(text)
        assert not is_gisco(tmp_path / name)
    assert not is_gisco(tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ([], "no list of features"),
        ({"features": {}}, "no list of features"),
        (collection(GRAZ, crs={"properties": {"name": "urn:ogc:def:crs:EPSG::3035"}}), "_4326"),
    ],
)
def test_files_that_cannot_be_used_at_all(tmp_path: Path, content: object, message: str) -> None:
    with pytest.raises(UnreadableSourceError, match=message):
        areas(written(tmp_path, content))


def test_a_file_that_is_no_json_is_named(tmp_path: Path) -> None:
    path = tmp_path / "cut.geojson"
    path.write_text('{"type": "FeatureColl')
    with pytest.raises(UnreadableSourceError, match=r"cut.geojson is no JSON"):
        areas(path)


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (1, "no area"),
        ({"properties": {}}, "no area"),
        ({**GRAZ, "properties": {}}, "NUTS_ID"),
        ({**GRAZ, "properties": {"NUTS_ID": "??", "LEVL_CODE": 3}}, "no code"),
        ({**GRAZ, "geometry": {"type": "Polygon", "coordinates": [[[1, "x"]]]}}, "Error"),
        ({**GRAZ, "geometry": {"type": "Polygon", "coordinates": []}}, "Error"),
        (feature("AT221", (1515.0, 4690.0, 1580.0, 4730.0)), "no degrees"),
        (LABEL, "no area"),
    ],
)
def test_a_broken_feature_is_set_aside_and_the_rest_read(
    tmp_path: Path, broken: Any, reason: str
) -> None:
    path = written(tmp_path, collection(broken, feature("LT011", AREAS["LT011"])))
    assert [area.code for area in areas(path)] == ["LT011"]
    (reject,) = refused(path)
    assert reject.place == "feature 1"
    assert reason in reject.reason


def test_a_file_of_label_points_is_set_aside_as_a_whole(tmp_path: Path) -> None:
    (reject,) = refused(written(tmp_path, collection(LABEL, LABEL)))
    assert (reject.value, reject.remedy[-7:]) == ("2 features", "NUTS_RG")


def test_the_real_files_are_read(shared: Path) -> None:
    found = areas(shared / "data/nuts")
    counts = Counter((area.year, area.level) for area in found)
    assert counts == {
        **{("2024", 1): 114, ("2024", 2): 296, ("2024", 3): 1345},
        **{("2021", 0): 37, ("2021", 1): 125, ("2021", 2): 334, ("2021", 3): 1514},
    }
    assert [one.file for one in refused(shared / "data/nuts")] == ["NUTS_LB_2021_4326.geojson"]
