"""Small GISCO files in which every region is a rectangle."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""
DEGREES = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4326"}}
LEVEL = {2: 0, 3: 1, 4: 2, 5: 3}
# Lithuania in two parts, with the sea west of the one; Austria's south-east with a part of it.
AREAS: Mapping[str, Box] = {
    "LT": (21.0, 54.0, 26.0, 56.0),
    "LT01": (24.0, 54.0, 26.0, 56.0),
    "LT02": (21.0, 54.0, 24.0, 56.0),
    "LT011": (24.0, 54.0, 26.0, 56.0),
    "LT023": (21.0, 55.0, 24.0, 56.0),
    "AT22": (14.0, 46.5, 16.0, 48.0),
    "AT221": (15.0, 46.9, 15.8, 47.3),
}


def feature(code: str, box: Box) -> dict[str, Any]:
    """Return a region as GISCO writes it."""
    west, south, east, north = box
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {
        "type": "Feature",
        "id": code,
        "properties": {"NUTS_ID": code, "LEVL_CODE": LEVEL[len(code)], "CNTR_CODE": code[:2]},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def collection(*features: object, crs: object = DEGREES) -> dict[str, Any]:
    """Return a whole file."""
    return {"type": "FeatureCollection", "crs": crs, "features": list(features)}


def write(
    folder: Path,
    areas: Mapping[str, Box] = AREAS,
    name: str = "NUTS_RG_60M_2024_4326.geojson",
) -> Path:
    """Write a file of these areas; return its path."""
    path = folder / name
    features = (feature(code, box) for code, box in areas.items())
    path.write_text(json.dumps(collection(*features)), encoding="utf-8")
    return path
