"""Outlines of regions over HTTP, and how they are simplified."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import shapely
from fastapi.testclient import TestClient
from shapely.geometry import shape

from api.app import create_app
from graph.reader import Reader
from ontology.regions import load_regions
from viz.maps.outlines import Outline, read_outlines, write_outlines

URL = "/api/v1/outlines"


def written(tmp_path: Path, **polygons: shapely.Geometry) -> dict[str, Any]:
    """The features that are made of these polygons, by region."""
    found = [(load_regions().get(code), polygon) for code, polygon in polygons.items()]
    outlines = [Outline(region, 2, polygon) for region, polygon in found if region]
    file = tmp_path / "new" / "regions.geojson"
    assert write_outlines(outlines, "© somebody", file) == len(polygons)
    return {one["id"]: one for one in read_outlines(file)["features"]}


def test_outlines_are_served(client: TestClient) -> None:
    found = client.get(f"{URL}?level=2").json()
    assert [one["id"] for one in found["features"]] == ["LT01", "LT02"]
    assert found["features"][0]["properties"]["names"]["lt"] == "Sostinės regionas"
    assert found["attribution"] == ["© EuroGeographics"]
    assert client.get(f"{URL}?level=3").json()["features"] == []
    assert client.get(f"{URL}?level=4").status_code == 422


def test_without_any_there_are_none(reader: Reader, tmp_path: Path) -> None:
    for file in (None, tmp_path / "no-such.geojson"):
        client = TestClient(create_app(reader, regions_file=file))
        assert client.get(URL).json()["features"] == []


def test_new_outlines_have_a_new_tag(reader: Reader, tmp_path: Path, regions_file: Path) -> None:
    file = tmp_path / "regions.geojson"
    client = TestClient(create_app(reader, regions_file=file))
    tag = client.get(URL).headers["etag"]
    shutil.copy(regions_file, file)
    again = client.get(URL, headers={"If-None-Match": tag})
    assert (again.status_code, len(again.json()["features"])) == (200, 2)


def test_borders_are_simplified_together(tmp_path: Path) -> None:
    wave = [(23 + (0.01 if step % 2 else 0), 54 + step / 100) for step in range(201)]
    left = shapely.Polygon([(21, 54), *wave, (21, 56)])
    right = shapely.Polygon([(26, 56), *wave[::-1], (26, 54)])
    found = written(tmp_path, LT01=left, LT02=right)
    one, other = (shape(found[code]["geometry"]) for code in ("LT01", "LT02"))
    assert shapely.get_num_coordinates(one) < 20
    assert one.intersection(other).area == pytest.approx(0, abs=1e-9)
    assert one.union(other).area == pytest.approx(10, abs=0.05)


def test_outer_rings_run_clockwise(tmp_path: Path) -> None:
    found = written(tmp_path, LT01=shapely.box(21, 54, 23, 56, ccw=True))
    (area,) = shapely.get_parts(shape(found["LT01"]["geometry"]))
    assert not area.exterior.is_ccw


def test_the_file_is_geojson(regions_file: Path) -> None:
    content = json.loads(regions_file.read_text())
    assert content["type"] == "FeatureCollection"
    assert {one["geometry"]["type"] for one in content["features"]} == {"MultiPolygon"}
